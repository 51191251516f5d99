package io.github.fpga.training.data;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Scope;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The arrays of one sample, as {@link WorldSamples} describes them; filled place by place. */
final class SampleRow {

  private static final int PEOPLE = WorldSamples.PEOPLE;

  private final SampleKind kind;
  private final long[] identities = new long[PEOPLE];
  private final float[] boxes = new float[PEOPLE * 4];
  private final float[] five = new float[PEOPLE * 10];
  private final float[] borrowed = new float[PEOPLE * 10];
  private final float[] skeletons = new float[PEOPLE * 54];
  private final byte[] masks;
  private int places;

  /**
   * Somebody in a picture, in its pixels.
   *
   * @param borrowed the five points of another identity in the same pose
   * @param face,head masks of one byte per pixel of the whole picture
   */
  record Place(
      long identity,
      Box box,
      List<Point> five,
      List<Point> borrowed,
      Skeleton skeleton,
      byte[] face,
      byte[] head) {}

  SampleRow(SampleKind kind) {
    this.kind = kind;
    masks = new byte[PEOPLE * 2 * kind.maskSide() * kind.maskSide()];
    Arrays.fill(identities, -1);
  }

  /** Fills the next place. */
  void add(Place place) {
    Box box = place.box();
    identities[places] = place.identity();
    write(boxes, places * 4, box.x(), box.y(), box.width(), box.height());
    points(five, places * 10, place.five());
    points(borrowed, places * 10, place.borrowed());
    joints(skeletons, places * 54, place.skeleton());
    mask(places * 2, place.face());
    mask(places * 2 + 1, place.head());
    places++;
  }

  /**
   * All arrays but the latents; they belong to the current scope.
   *
   * @param captions everything but appearance, everything, the picture alone
   */
  Map<String, Tensor> arrays(List<String> captions) {
    int m = kind.maskSide();
    int count = WorldSamples.CAPTIONS;
    int length = WorldSamples.CAPTION_BYTES;
    Map<String, Tensor> row = new LinkedHashMap<>();
    row.put("captions", Tensor.create(bytes(captions), count, length));
    row.put("identities", Tensor.create(identities, PEOPLE));
    row.put("boxes", Tensor.create(boxes, PEOPLE, 4));
    row.put("five", Tensor.create(five, PEOPLE, 5, 2));
    row.put("borrowed", Tensor.create(borrowed, PEOPLE, 5, 2));
    row.put("skeletons", Tensor.create(skeletons, PEOPLE, Skeleton.COUNT, 3));
    row.put("masks", Tensor.create(masks, PEOPLE, 2, m, m));
    return row;
  }

  /** The scaled latents (4, h, w) of a picture in fp16; the caller's scope owns them. */
  static Tensor latents(BufferedImage image, AutoencoderKl autoencoder) {
    try (NoGradGuard guard = new NoGradGuard()) {
      return Scope.of(
          () -> {
            Tensor x = Images.toTensor(image).to(ScalarType.BFloat16);
            return autoencoder
                .encode(x.contiguous(MemoryFormat.ChannelsLast))
                .squeeze(0)
                .to(ScalarType.Half)
                .contiguous();
          });
    }
  }

  private static byte[] bytes(List<String> captions) {
    int length = WorldSamples.CAPTION_BYTES;
    byte[] bytes = new byte[WorldSamples.CAPTIONS * length];
    for (int i = 0; i < WorldSamples.CAPTIONS; i++) {
      byte[] text = captions.get(i).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(text, 0, bytes, i * length, Math.min(text.length, length));
    }
    return bytes;
  }

  private static void write(float[] target, int offset, double... values) {
    for (int i = 0; i < values.length; i++) {
      target[offset + i] = (float) values[i];
    }
  }

  private static void points(float[] target, int offset, List<Point> points) {
    for (int i = 0; i < points.size(); i++) {
      write(target, offset + 2 * i, points.get(i).x(), points.get(i).y());
    }
  }

  private static void joints(float[] target, int offset, Skeleton skeleton) {
    for (int i = 0; i < Skeleton.COUNT; i++) {
      Skeleton.Joint joint = skeleton.joints().get(i);
      write(target, offset + 3 * i, joint.position().x(), joint.position().y(), joint.score());
    }
  }

  private void mask(int index, byte[] full) {
    int m = kind.maskSide();
    int side = kind.side();
    for (int y = 0; y < m; y++) {
      for (int x = 0; x < m; x++) {
        int sum = 8;
        for (int k = 0; k < 16; k++) {
          sum += full[(4 * y + k / 4) * side + 4 * x + k % 4] & 255;
        }
        masks[(index * m + y) * m + x] = (byte) (sum / 16);
      }
    }
  }
}
