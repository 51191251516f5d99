package io.github.fpga.pipelines;

import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.idadapter.IdentityAdapterConfig;
import io.github.fpga.models.repcontrolnet.ControlAdapterConfig;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import io.github.fpga.pipelines.family.FamilyConfig;
import io.github.fpga.pipelines.family.FamilyWeights;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.bytedeco.pytorch.Tensor;

/** Families with random weights: a toy that runs in milliseconds, and micro's own shapes. */
public final class TestFamily {

  /** Side of the toy's pictures. */
  public static final int SIDE = 64;

  private static final List<String> WORDS =
      List.of(
          "a",
          "portrait",
          "of",
          "one",
          "two",
          "person",
          "people",
          "in",
          "park",
          "red",
          "dress",
          "smiling",
          "close",
          "up",
          "full",
          "body",
          "picture",
          "ink",
          "wearing",
          ",");
  private static final int PROMPT = 24;

  private TestFamily() {}

  /** The toy in fp32, with these faces. */
  public static PortraitModels toy(FaceAnalyzer faces) {
    return models(toyConfig(), PROMPT, faces, true);
  }

  /** The toy without the files that a family may do without. */
  public static PortraitModels toyWithoutOptional(FaceAnalyzer faces) {
    return models(toyConfig(), PROMPT, faces, false);
  }

  /** The micro family's shapes. */
  public static PortraitModels micro(FaceAnalyzer faces) {
    return models(FamilyConfig.micro(1, WORDS.size() + 4), MicroFamily.PROMPT_LENGTH, faces, true);
  }

  private static FamilyConfig toyConfig() {
    List<String> down =
        List.of("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D");
    List<String> up = List.of("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D");
    UNetConfig unet =
        new UNetConfig(
            8,
            4,
            4,
            List.of(16, 16, 16),
            down,
            up,
            1,
            16,
            List.of(2, 2, 2),
            List.of(1, 1, 1),
            List.of(false, true, true),
            false,
            8,
            1e-5,
            true,
            0);
    return new FamilyConfig(
        "toy",
        new AutoencoderKlConfig(3, 3, 4, List.of(8, 8, 8, 8), 1, 4, 1),
        new ClipTextConfig(WORDS.size() + 4, 16, 32, 16, 1, 2, PROMPT, 1e-5, "gelu", 3),
        unet,
        new ControlAdapterConfig(3, List.of(4, 4, 8), 16),
        IdentityAdapterConfig.faceIdPlusV2(
            FakeFaces.DIMENSIONS, FakeFaces.CHANNELS, 16, 4, 8, 2, 1),
        new ControlNetConfig(unet, 3, List.of(4, 4, 8, 8)),
        MicroFamily.schedule(),
        SIDE,
        SIDE / 2,
        "close up portrait of one person");
  }

  private static PortraitModels models(
      FamilyConfig config, int promptLength, FaceAnalyzer faces, boolean optional) {
    FamilyWeights weights =
        new FamilyWeights(
            random(1),
            random(2),
            random(3),
            new FamilyWeights.Control(random(4), random(5)),
            new FamilyWeights.Control(random(6), random(7)),
            random(8),
            optional ? random(9) : null,
            optional
                ? new FamilyWeights.Distilled(
                    new FamilyWeights.Control(random(10), random(11)),
                    new FamilyWeights.Control(random(12), random(13)))
                : null);
    return PortraitModels.of(
        config,
        weights,
        tokenizer(promptLength),
        faces,
        Precision.FP32,
        Map.of("base.safetensors", "0123"));
  }

  /** Random weights in which nothing is zero: what training would have changed has an effect. */
  public static Weights random(long seed) {
    Map<String, Tensor> made = new HashMap<>();
    return Weights.random(seed)
        .reparameterized(
            (key, base, init, shape) -> {
              boolean zero = init == Init.ZEROS && key.endsWith("weight");
              return zero ? made(made, key, seed, shape) : base;
            });
  }

  private static Parameter made(Map<String, Tensor> made, String key, long seed, long... shape) {
    Tensor tensor =
        made.computeIfAbsent(
            key,
            k -> {
              RandomGenerator random =
                  RandomGeneratorFactory.of("L64X128MixRandom").create(seed + k.hashCode());
              float[] values = Init.normal(0.3).values(random, shape);
              return Scope.own(Tensor.create(values, shape));
            });
    return () -> tensor;
  }

  private static ClipTokenizer tokenizer(int length) {
    try {
      Path file = Files.createTempFile("tokenizer", ".json");
      try {
        return ClipTokenizer.wordLevel(file, WORDS, length);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
