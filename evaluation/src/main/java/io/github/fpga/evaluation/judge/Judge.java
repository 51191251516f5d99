package io.github.fpga.evaluation.judge;

import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.FaceRecogniser;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.ResourceFiles;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Tells for evaluation whether two aligned faces show the same person; its features have no local
 * part. Safe for use by many threads.
 */
public final class Judge implements FaceRecogniser {

  private static final int LARGEST_BATCH = 64;

  /** What stands before the network's keys in the weights of a run. */
  private static final String IN_RUN = "network.";

  private final JudgeNetwork network;

  /** Computes in fp32, whatever the format of the weights. */
  public Judge(Weights w, JudgeConfig config) {
    network = w.converted(ScalarType.Float).build(root -> new JudgeNetwork(root, config));
  }

  /** The bundled judge. */
  public static Judge load() {
    Checkpoint file = Checkpoint.open(ResourceFiles.of(Judge.class, "judge.safetensors"));
    return new Judge(Weights.of(file), JudgeConfig.bundled());
  }

  /**
   * A judge from a file, as {@link JudgeRecipe} leaves it or published.
   *
   * @throws io.github.fpga.tensor.CheckpointException where the file holds none
   */
  public static Judge load(Path path) {
    Checkpoint file = Checkpoint.open(path);
    Weights all = Weights.of(file);
    boolean trained = file.keys().stream().anyMatch(key -> key.startsWith(IN_RUN));
    return new Judge(trained ? all.below("network") : all, JudgeConfig.bundled());
  }

  @Override
  public List<FaceFeatures> embed(List<BufferedImage> aligned) {
    List<FaceFeatures> features = new ArrayList<>();
    for (int from = 0; from < aligned.size(); from += LARGEST_BATCH) {
      int to = Math.min(aligned.size(), from + LARGEST_BATCH);
      features.addAll(embedBatch(aligned.subList(from, to)));
    }
    return List.copyOf(features);
  }

  private List<FaceFeatures> embedBatch(List<BufferedImage> aligned) {
    int side = Alignment.RECOGNITION_SIZE;
    int count = aligned.size();
    float[] blob = Alignment.blob(aligned);
    if (blob.length != count * 3 * side * side) {
      throw new IllegalArgumentException(
          "aligned faces have %dx%d pixels, got %dx%d"
              .formatted(side, side, aligned.get(0).getWidth(), aligned.get(0).getHeight()));
    }
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      float[] all = Tensors.floats(network.apply(Tensors.of(blob, count, 3, side, side)));
      int length = all.length / count;
      List<FaceFeatures> features = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        float[] global = Arrays.copyOfRange(all, i * length, (i + 1) * length);
        features.add(new FaceFeatures(global, new float[0], 0, 0));
      }
      return features;
    }
  }
}
