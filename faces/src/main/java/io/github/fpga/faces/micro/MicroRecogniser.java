package io.github.fpga.faces.micro;

import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.FaceRecogniser;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The recogniser that conditions the micro family: 128 global numbers and 49 local tokens of 96
 * channels per face. Safe for use by many threads.
 */
public final class MicroRecogniser implements FaceRecogniser {

  private static final int LARGEST_BATCH = 64;

  private final RecogniserNetwork network;

  /** Computes in fp32, whatever the format of the weights. */
  public MicroRecogniser(Weights w, RecogniserConfig config) {
    network = w.converted(ScalarType.Float).build(root -> new RecogniserNetwork(root, config));
  }

  /** The bundled network. */
  public static MicroRecogniser load() {
    return new MicroRecogniser(MicroFaces.bundled("recogniser"), RecogniserConfig.micro());
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
    float[] blob = Alignment.blob(aligned);
    if (blob.length != aligned.size() * 3 * side * side) {
      throw new IllegalArgumentException(
          "aligned faces have %dx%d pixels, got %dx%d"
              .formatted(side, side, aligned.get(0).getWidth(), aligned.get(0).getHeight()));
    }
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      RecogniserNetwork.Features found =
          network.apply(Tensors.of(blob, aligned.size(), 3, side, side));
      Tensor tokens_BNC = found.local_BCHW().flatten(2, -1).transpose(1, 2);
      int count = (int) tokens_BNC.size(1);
      int channels = (int) tokens_BNC.size(2);
      float[] global = Tensors.floats(found.global_BD());
      float[] local = Tensors.floats(tokens_BNC);
      int dimensions = global.length / aligned.size();
      List<FaceFeatures> features = new ArrayList<>();
      for (int i = 0; i < aligned.size(); i++) {
        features.add(
            new FaceFeatures(
                row(global, i, dimensions), row(local, i, count * channels), count, channels));
      }
      return features;
    }
  }

  private static float[] row(float[] values, int row, int length) {
    return Arrays.copyOfRange(values, row * length, (row + 1) * length);
  }
}
