package io.github.fpga.training.data;

import io.github.fpga.faces.Point;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.stage.ZoomCrops.Window;
import io.github.fpga.idzoom.stream.RecordFilter;
import java.util.Optional;
import java.util.Set;

/** Which records are samples of a kind, and what of their pictures is seen. */
final class RecordSquares {

  private RecordSquares() {}

  /** Frames are full and half pictures, zooms are face pictures. */
  static RecordFilter filter(SampleKind kind, RecordFilter filter) {
    return filter.withZooms(
        kind == SampleKind.FRAME ? Set.of(Zoom.FULL, Zoom.HALF) : Set.of(Zoom.FACE));
  }

  /**
   * The largest square around the middle of the faces, shifted into the picture and shrunk to the
   * kind's side; nothing where it would have to be enlarged or where there is no face.
   */
  static Optional<Window> of(PictureRecord record, SampleKind kind) {
    return of(record, kind.side());
  }

  /** The same, shrunk to another side. */
  static Optional<Window> of(PictureRecord record, int side) {
    int square = Math.min(record.width(), record.height());
    if (square < side || record.faces().isEmpty()) {
      return Optional.empty();
    }
    Point sum = new Point(0, 0);
    for (FaceRecord face : record.faces()) {
      sum = sum.plus(face.detection().box().centre());
    }
    Point middle = sum.times(1.0 / record.faces().size());
    return Optional.of(
        new Window(
            corner(middle.x() - square / 2.0, record.width() - square),
            corner(middle.y() - square / 2.0, record.height() - square),
            square,
            side));
  }

  private static int corner(double wanted, int most) {
    return (int) Math.max(0, Math.min(most, Math.round(wanted)));
  }
}
