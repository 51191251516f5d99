package io.github.fpga.training.recipes.faces;

import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Losses on batches of embeddings. */
public final class Embeddings {

  private Embeddings() {}

  /** Rows scaled to length 1. */
  public static Tensor normalised(Tensor x_BD) {
    Tensor square = x_BD.square().sum(new long[] {1}, true, null);
    return x_BD.div(Tensors.add(square, 1e-8).sqrt());
  }

  /**
   * How badly each row finds its partner: rows 2i and 2i + 1 belong together.
   *
   * @param z_BD rows of length 1
   * @param scale inverse temperature
   * @param margin taken off the partners' cosine
   */
  public static Tensor pairLoss(Tensor z_BD, double scale, double margin) {
    int n = (int) z_BD.size(0);
    float[] offsets = new float[n * n];
    long[] partners = new long[n];
    for (int i = 0; i < n; i++) {
      offsets[i * n + i] = -10;
      partners[i] = i ^ 1;
      offsets[i * n + (i ^ 1)] = (float) -margin;
    }
    Tensor cosines = z_BD.matmul(z_BD.t()).add(Tensors.of(offsets, n, n));
    Tensor log = torch.log_softmax(Tensors.mul(cosines, scale), 1);
    Tensor right = log.gather(1, Tensors.of(partners, n, 1));
    return right.mean().mul(new Scalar(-1));
  }

  /**
   * How badly the pictures of a person are told from all others: the mean over them of the log
   * share of each (arXiv 2004.11362, equation 2).
   *
   * @param z_BD rows of length 1, each person's pictures in a row
   * @param views pictures per person
   * @param scale inverse temperature
   */
  public static Tensor groupLoss(Tensor z_BD, int views, double scale) {
    int n = (int) z_BD.size(0);
    float[] self = new float[n * n];
    float[] same = new float[n * n];
    for (int i = 0; i < n; i++) {
      self[i * n + i] = -10;
      for (int k = 0; k < views; k++) {
        int other = i / views * views + k;
        same[i * n + other] = other == i ? 0 : 1;
      }
    }
    Tensor cosines = z_BD.matmul(z_BD.t()).add(Tensors.of(self, n, n));
    Tensor log = torch.log_softmax(Tensors.mul(cosines, scale), 1);
    Tensor sum = log.mul(Tensors.of(same, n, n)).sum();
    return Tensors.mul(sum, -1.0 / ((double) n * (views - 1)));
  }
}
