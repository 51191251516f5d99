package io.github.fpga.cli.train;

import io.github.fpga.pipelines.family.PublicBase;
import io.github.fpga.pipelines.family.PublicSet;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.data.Shards;
import io.github.fpga.training.data.SkeletonPictures;
import io.github.fpga.training.data.TrainingSet;
import io.github.fpga.training.recipes.PublicModeRecipe;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/** Training on the networks of a model set. */
final class PublicRuns {

  private PublicRuns() {}

  /** The loop of {@link PublicModeRecipe}; its data is cached beside it. */
  static TrainingLoop mode(TrainingRuns.Settings settings) {
    PublicSet set =
        settings
            .set()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "which denoiser shall be controlled? Say --model NAME, as in sd15-portrait"));
    TrainingSet data =
        settings
            .data()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "public models are trained on photographs: give a dataset with --data, see docs/idzoom.md"));
    Path folder = settings.workspace().resolve(PublicModeRecipe.NAME);
    PublicBase base = set.base(Precision.BF16);
    int side = base.traits().pictureSide();
    Shards pictures =
        new SkeletonPictures(side, image -> base.latents(List.of(image)))
            .build(
                folder.resolve("data"),
                data,
                shard -> settings.told().accept("pictures: shard " + shard));
    TrainingConfig config =
        settings.steps() > 0
            ? PublicModeRecipe.CONFIG.withSteps(settings.steps())
            : PublicModeRecipe.CONFIG;
    PublicModeRecipe recipe =
        new PublicModeRecipe(
            base.denoiser(),
            base.config(),
            base.traits().schedule(),
            (random, unprompted) -> draw(base, pictures, random, unprompted),
            config.seed());
    return new TrainingLoop(recipe, config, folder, settings.provenance());
  }

  private static PublicModeRecipe.Sample draw(
      PublicBase base, Shards pictures, RandomGenerator random, boolean unprompted) {
    int index = random.nextInt(pictures.size());
    String caption = unprompted ? "" : SkeletonPictures.caption(pictures, index);
    return new PublicModeRecipe.Sample(
        SkeletonPictures.latents(pictures, index),
        SkeletonPictures.controls(pictures, index),
        Scope.inference(() -> base.encode(List.of(caption))));
  }
}
