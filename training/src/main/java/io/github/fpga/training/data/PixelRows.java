package io.github.fpga.training.data;

import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.stream.DatasetShards;
import io.github.fpga.idzoom.stream.RecordFilter;
import io.github.fpga.idzoom.stream.StreamSettings;
import io.github.fpga.tensor.Images;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Pictures as pixels, for the autoencoder: {@code pictures} bytes (n, 3, side, side), RGB. */
public final class PixelRows {

  private static final int PER_SHARD = 500;

  private PixelRows() {}

  /** One picture (3, height, width) as bytes. */
  public static Tensor of(BufferedImage image) {
    return Images.toTensor(image)
        .add(new Scalar(1))
        .mul(new Scalar(127.5))
        .round()
        .to(ScalarType.Byte)
        .squeeze(0);
  }

  /** Opens the pictures of a dataset that are samples of a kind, making first what is missing. */
  static Shards build(
      Path folder,
      SampleKind kind,
      DatasetShards dataset,
      RecordFilter filter,
      StreamSettings order,
      IntConsumer progress) {
    RecordFilter wanted = RecordSquares.filter(kind, filter);
    try (StreamedRows rows =
        new StreamedRows(dataset, wanted, order, PER_SHARD, record -> rows(record, kind))) {
      return rows.build(folder, progress);
    }
  }

  private static List<Map<String, Tensor>> rows(PictureRecord record, SampleKind kind) {
    return RecordSquares.of(record, kind)
        .map(window -> of(window.cut(RecordIdentities.decode(record))))
        .map(pixels -> Map.of("pictures", pixels))
        .stream()
        .toList();
  }
}
