package io.github.fpga.idzoom.stream;

import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which records of a dataset are wanted.
 *
 * @param zooms the zoom levels, not empty
 * @param licences the licences as the records name them; empty for all
 * @param leastFace the side in pixels that at least one face must have; 0 also for pictures without
 */
public record RecordFilter(Split split, Set<Zoom> zooms, Set<String> licences, double leastFace)
    implements Predicate<PictureRecord> {

  public RecordFilter {
    zooms = Collections.unmodifiableSet(new TreeSet<>(zooms));
    licences = Collections.unmodifiableSet(new TreeSet<>(licences));
    if (zooms.isEmpty() || !(leastFace >= 0)) {
      throw new IllegalArgumentException(
          "a filter names zoom levels and a face size of at least 0, got %s and %s"
              .formatted(zooms, leastFace));
    }
  }

  /** Everything of a split. */
  public static RecordFilter of(Split split) {
    return new RecordFilter(split, Set.of(Zoom.values()), Set.of(), 0);
  }

  public RecordFilter withZooms(Set<Zoom> value) {
    return new RecordFilter(split, value, licences, leastFace);
  }

  public RecordFilter withLicences(Set<String> value) {
    return new RecordFilter(split, zooms, value, leastFace);
  }

  public RecordFilter withLeastFace(double value) {
    return new RecordFilter(split, zooms, licences, value);
  }

  @Override
  public boolean test(PictureRecord record) {
    return record.split() == split
        && zooms.contains(record.zoom())
        && (licences.isEmpty() || licences.contains(record.provenance().licence()))
        && (leastFace == 0
            || record.faces().stream().anyMatch(face -> face.pixelSize() >= leastFace));
  }
}
