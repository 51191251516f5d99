package io.github.fpga.training.data;

import io.github.fpga.faces.FaceRecogniser;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.stream.DatasetShards;
import io.github.fpga.idzoom.stream.RecordFilter;
import io.github.fpga.idzoom.stream.StreamSettings;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Scope;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The training split of a dataset in place of the live world.
 *
 * @param cache a folder for what is computed from it
 * @param told receives lines of progress
 */
public record IdzoomPortraits(TrainingSet dataset, Path cache, Consumer<String> told) {

  /**
   * Samples of a kind and the features of the people in them.
   *
   * @param seed of the choice of references
   * @param places people of a sample whose identities are given
   */
  public PortraitData of(
      SampleKind kind,
      AutoencoderKl autoencoder,
      FaceRecogniser recogniser,
      long seed,
      int places) {
    DatasetShards shards = shards();
    RecordFilter filter = filter();
    FaceBank bank =
        FaceBank.build(cache.resolve("faces"), shards, filter, recogniser, told("faces"));
    String name = kind == SampleKind.FRAME ? "frame" : "zoom";
    Shards samples =
        new IdzoomSamples(kind, shards, filter, dataset.order(), bank)
            .encode(own().resolve(name + "s"), autoencoder, told(name + "s"));
    Path folder = own().resolve(name + "-references");
    Shards references =
        IdzoomReferences.build(folder, samples, bank, seed, told(name + " references"));
    try (Scope scope = Scope.open()) {
      told.accept(
          "%d %ss; %.1f %% of the people in them have no other picture: it is their reference"
              .formatted(
                  samples.size(),
                  name,
                  100 * IdzoomReferences.withoutAnother(samples, bank, seed)));
    }
    return new PortraitData(kind, samples, references, places);
  }

  /** Pictures of a kind as pixels, see {@link PixelRows}. */
  public Shards pictures(SampleKind kind) {
    String name = kind == SampleKind.FRAME ? "frame-pictures" : "zoom-pictures";
    return PixelRows.build(
        own().resolve(name), kind, shards(), filter(), dataset.order(), told(name));
  }

  /** Everybody's faces are needed by all, samples only by whoever draws them. */
  private Path own() {
    StreamSettings order = dataset.order();
    return order.world() == 1
        ? cache
        : cache.resolve("share-%d-of-%d".formatted(order.rank(), order.world()));
  }

  private DatasetShards shards() {
    return DatasetShards.open(dataset.folder(), Split.TRAIN);
  }

  private RecordFilter filter() {
    return RecordFilter.of(Split.TRAIN).withLicences(dataset.licences());
  }

  private IntConsumer told(String what) {
    return shard -> told.accept("%s: shard %d".formatted(what, shard));
  }
}
