package io.github.fpga.training.data;

import io.github.fpga.faces.Skeleton;
import io.github.fpga.faces.drawing.ControlDrawings;
import io.github.fpga.idzoom.record.PersonRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.stage.ZoomCrops.Window;
import io.github.fpga.idzoom.stream.DatasetShards;
import io.github.fpga.idzoom.stream.RecordFilter;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Pictures of a dataset in the form of IDZoom with the drawing of their skeletons, cached for a
 * public family: {@code latents} fp16 (n, C, h, w), {@code control} bytes (n, 3, H, W), {@code
 * caption} bytes. Full and half pictures with a skeleton, cut to a square around the faces and
 * shrunk; left out where they would have to be enlarged.
 */
public final class SkeletonPictures {

  private static final int PER_SHARD = 50;
  private static final int CAPTION_BYTES = 512;

  private final int side;
  private final Function<BufferedImage, Tensor> encoder;

  /**
   * @param side of the pictures in pixels
   * @param encoder from a picture to its clean latents (1, C, h, w)
   */
  public SkeletonPictures(int side, Function<BufferedImage, Tensor> encoder) {
    this.side = side;
    this.encoder = encoder;
  }

  /**
   * Opens the cached samples of a folder, encoding first what is missing.
   *
   * @throws IllegalArgumentException where nothing of the dataset fits
   */
  public Shards build(Path folder, TrainingSet set, IntConsumer progress) {
    RecordFilter filter =
        RecordSquares.filter(
            SampleKind.FRAME, RecordFilter.of(Split.TRAIN).withLicences(set.licences()));
    try (StreamedRows rows =
        new StreamedRows(
            DatasetShards.open(set.folder(), Split.TRAIN),
            filter,
            set.order(),
            PER_SHARD,
            record -> row(record).stream().toList())) {
      return rows.build(folder, progress);
    }
  }

  private Optional<Map<String, Tensor>> row(PictureRecord record) {
    Optional<Window> window = RecordSquares.of(record, side);
    if (window.isEmpty() || record.people().isEmpty()) {
      return Optional.empty();
    }
    BufferedImage image = window.get().cut(RecordIdentities.decode(record));
    return Optional.of(
        Map.of(
            "latents",
            Scope.of(() -> encoder.apply(image).squeeze(0).to(ScalarType.Half).contiguous()),
            "control",
            Scope.of(() -> levels(drawing(record, window.get()))),
            "caption",
            Tensor.create(caption(record), CAPTION_BYTES)));
  }

  private BufferedImage drawing(PictureRecord record, Window window) {
    List<Skeleton> people =
        record.people().stream()
            .map(PersonRecord::skeleton)
            .map(
                skeleton ->
                    new Skeleton(
                        skeleton.joints().stream()
                            .map(joint -> IdzoomSamples.joint(joint, window))
                            .toList()))
            .toList();
    return ControlDrawings.skeletons(people, side, side);
  }

  private static Tensor levels(BufferedImage drawing) {
    return Tensors.mul(Tensors.add(Images.toTensor(drawing).squeeze(0), 1), 127.5)
        .round()
        .to(ScalarType.Byte);
  }

  /** The first line; of one that is too long the beginning. */
  private static byte[] caption(PictureRecord record) {
    byte[] text = record.caption().split("\n", 2)[0].getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(text, CAPTION_BYTES);
  }

  /** The caption of a sample. */
  public static String caption(Shards shards, int index) {
    byte[] bytes = new byte[CAPTION_BYTES];
    try (Scope scope = Scope.open()) {
      shards.row("caption", index).contiguous().data_ptr_byte().get(bytes);
    }
    return new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\x00\\ufffd]+$", "");
  }

  /** Latents of samples (B, C, h, w) in fp32. */
  public static Tensor latents(Shards shards, int... indices) {
    return shards.batch("latents", indices).to(ScalarType.Float);
  }

  /** Drawings of samples (B, 3, H, W) in [0, 1]. */
  public static Tensor controls(Shards shards, int... indices) {
    return Tensors.mul(shards.batch("control", indices).to(ScalarType.Float), 1 / 255.0);
  }
}
