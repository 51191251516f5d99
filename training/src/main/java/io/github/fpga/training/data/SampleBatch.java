package io.github.fpga.training.data;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Masks;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Rows of {@link WorldSamples} shards, drawn at random; its tensors belong to the current scope.
 *
 * @param indices the samples
 */
public record SampleBatch(Shards shards, SampleKind kind, int... indices) {

  /** Draws samples with replacement. */
  public static SampleBatch draw(
      Shards shards, SampleKind kind, int count, RandomGenerator random) {
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = random.nextInt(shards.size());
    }
    return new SampleBatch(shards, kind, indices);
  }

  /** Number of samples. */
  public int size() {
    return indices.length;
  }

  /** Clean latents (B, 4, h, w), fp32. */
  public Tensor latents() {
    return shards.batch("latents", indices).to(ScalarType.Float);
  }

  /** Any array of the samples (B, ...), as stored. */
  public Tensor array(String key) {
    return shards.batch(key, indices);
  }

  /** An array of one sample of the batch, as stored. */
  public Tensor row(String key, int row) {
    return shards.row(key, indices[row]);
  }

  /** One caption each: everything but appearance, everything, the picture alone, or nothing. */
  public List<String> captions(RandomGenerator random, CaptionDropout dropout) {
    List<String> captions = new ArrayList<>();
    for (int index : indices) {
      double u = random.nextDouble();
      if (u < dropout.prompt()) {
        captions.add("");
        continue;
      }
      boolean plain = random.nextDouble() < dropout.appearance();
      int variant = plain ? 0 : random.nextDouble() < 1 - dropout.people() ? 1 : 2;
      captions.add(WorldSamples.caption(shards.row("captions", index), variant));
    }
    return captions;
  }

  /**
   * Regions of people (B, P, side/4, side/4) in [0, 1].
   *
   * @param part 0 the faces, 1 the heads
   */
  public Tensor masks(int part) {
    return Tensors.mul(array("masks").select(2, part).to(ScalarType.Float), 1 / 255.0);
  }

  /**
   * Where the people's identities act, by the rule of inference (B, P, side/4, side/4).
   *
   * @param places how many of the places to take
   */
  public Tensor regions(int places) {
    int side = kind.side();
    int m = kind.maskSide();
    List<Tensor> masks = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      float[] boxes = Tensors.floats(row("boxes", row));
      for (int i = 0; i < places; i++) {
        float width = boxes[4 * i + 2];
        masks.add(
            width <= 0
                ? Tensors.zeros(m, m)
                : Tensors.of(Masks.region(box(boxes, i, (double) m / side), m, m).alpha(), m, m));
      }
    }
    return Tensors.stack(0, masks).view(size(), places, m, m);
  }

  private static Box box(float[] boxes, int i, double scale) {
    return new Box(
        boxes[4 * i] * scale,
        boxes[4 * i + 1] * scale,
        boxes[4 * i + 2] * scale,
        boxes[4 * i + 3] * scale);
  }

  /** The share of every latent cell covered by anybody's face (B, 1, h, w). */
  public Tensor faceCells() {
    Tensor any = masks(0).amax(new long[] {1}, true);
    return torch.adaptive_avg_pool2d(any, kind.side() / 8, kind.side() / 8);
  }
}
