package io.github.fpga.training.recipes;

import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.FaceRecogniser;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.data.PortraitData;
import io.github.fpga.training.data.References;
import io.github.fpga.training.data.SampleKind;
import io.github.fpga.training.data.Shards;
import io.github.fpga.training.data.WorldSamples;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** What the diffusion recipes start from, with random networks and a few samples. */
final class RandomStart {

  private RandomStart() {}

  static AutoencoderKl autoencoder() {
    return Weights.random(1)
        .converted(Precision.BF16.type())
        .build(w -> new AutoencoderKl(w, MicroFamily.autoencoder(3)));
  }

  static ClipTokenizer tokenizer(Path folder) {
    return ClipTokenizer.wordLevel(
        folder.resolve("tokenizer.json"), Workspace.words(), MicroFamily.PROMPT_LENGTH);
  }

  static PortraitData portraits(SampleKind kind, int count, Path folder) {
    Shards samples =
        new WorldSamples(kind, 5)
            .encode(folder.resolve(kind.name()), 1, count, autoencoder(), shard -> {});
    FaceRecogniser recogniser =
        pictures ->
            pictures.stream()
                .map(p -> new FaceFeatures(unit(p.getRGB(56, 56)), new float[49 * 96], 49, 96))
                .toList();
    Path features = folder.resolve(kind.name() + "-references");
    return new PortraitData(
        kind,
        samples,
        References.build(features, samples, recogniser, 3, List.of(1.0), shard -> {}),
        2);
  }

  private static float[] unit(int colour) {
    float[] values = new float[128];
    values[Math.floorMod(colour, 128)] = 1;
    return values;
  }

  /** Random networks under the keys of a trained base. */
  static Map<String, Tensor> base() {
    TrainableWeights made = new TrainableWeights(Weights.random(3), Precision.FP32);
    new ClipTextModel(made.weights(), MicroFamily.text(Workspace.vocabularySize()));
    UNet2DConditionModel unet =
        new UNet2DConditionModel(made.weights().at("unet"), MicroFamily.denoiser());
    new IdentityAdapter(
        made.weights().at("identity"), MicroFamily.identityAdapter(), unet.crossAttentionLayers());
    return frozen(made);
  }

  static Map<String, Tensor> frozen(TrainableWeights made) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    made.masters().forEach((key, value) -> tensors.put(key, Scope.own(value.detach())));
    return tensors;
  }
}
