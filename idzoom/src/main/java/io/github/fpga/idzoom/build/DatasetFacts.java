package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.stage.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a report says of records; facts of shards add up to those of the dataset. Faces are counted
 * in full pictures only, because crops show them again.
 *
 * @param bytes of the files
 * @param people numbers of those in the pictures
 * @param crops that were not made, by reason
 * @param samples a few pictures, the same for the same records
 */
public record DatasetFacts(
    Split split,
    Map<Zoom, Long> records,
    long bytes,
    SortedSet<Long> people,
    Histogram facesPerPicture,
    Histogram faceSizes,
    Histogram yaws,
    Histogram pitches,
    Histogram sharpness,
    Map<Reason, Long> crops,
    List<Sample> samples) {

  /** How many pictures are shown. */
  public static final int SAMPLES = 24;

  /** All records, of any zoom level. */
  public long count() {
    return records.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Facts about a split as a whole, from those of its shards. */
  public static DatasetFacts sum(Split split, List<DatasetFacts> shards) {
    Counter sum = new Counter(split, List.of());
    shards.forEach(sum::add);
    return sum.facts(shards.stream().mapToLong(DatasetFacts::bytes).sum(), Map.of());
  }

  /** Looks at records one after the other; for one thread. */
  public static final class Counter {

    private final Split split;
    private final List<Sample.Maker> makers;
    private final Map<Zoom, Long> records = new EnumMap<>(Zoom.class);
    private final SortedSet<Long> people = new TreeSet<>();
    private final Histogram faces = Histogram.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    private final Histogram sizes =
        Histogram.of(0, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 1024);
    private final Histogram yaws =
        Histogram.of(-90, -75, -60, -45, -30, -15, 0, 15, 30, 45, 60, 75, 90);
    private final Histogram pitches = Histogram.of(-60, -45, -30, -15, 0, 15, 30, 45, 60);
    private final Histogram sharpness =
        Histogram.of(0, 25, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12800);
    private final Map<Reason, Long> crops = new EnumMap<>(Reason.class);
    private List<Sample> samples = new ArrayList<>();

    /**
     * @param makers one that draws samples, or none
     */
    public Counter(Split split, List<Sample.Maker> makers) {
      this.split = split;
      this.makers = makers;
    }

    /** The next record. */
    public void add(PictureRecord record) {
      records.merge(record.zoom(), 1L, Long::sum);
      if (record.zoom() != Zoom.FULL) {
        return;
      }
      faces.add(record.faces().size());
      for (FaceRecord face : record.faces()) {
        face.cluster().ifPresent(people::add);
        sizes.add(face.pixelSize());
        face.headPose().ifPresent(pose -> yaws.add(pose.yaw()));
        face.headPose().ifPresent(pose -> pitches.add(pose.pitch()));
        face.sharpness().ifPresent(sharpness::add);
      }
      makers.forEach(maker -> sample(maker, record));
    }

    /** Those with the least keys are the same however the records are divided. */
    private void sample(Sample.Maker maker, PictureRecord record) {
      String key = Sample.key(record);
      boolean full = samples.size() == SAMPLES;
      if (!full || key.compareTo(samples.get(SAMPLES - 1).key()) < 0) {
        samples.add(maker.make(key, record));
        keepLeast();
      }
    }

    private void keepLeast() {
      samples.sort(Comparator.comparing(Sample::key));
      samples = new ArrayList<>(samples.subList(0, Math.min(SAMPLES, samples.size())));
    }

    private void add(DatasetFacts facts) {
      facts.records.forEach((zoom, count) -> records.merge(zoom, count, Long::sum));
      people.addAll(facts.people);
      faces.add(facts.facesPerPicture);
      sizes.add(facts.faceSizes);
      yaws.add(facts.yaws);
      pitches.add(facts.pitches);
      sharpness.add(facts.sharpness);
      facts.crops.forEach((reason, count) -> crops.merge(reason, count, Long::sum));
      samples.addAll(facts.samples);
      keepLeast();
    }

    /**
     * What was seen.
     *
     * @param bytes of the files
     * @param rejectedCrops of these records, by reason
     */
    public DatasetFacts facts(long bytes, Map<Reason, Long> rejectedCrops) {
      rejectedCrops.forEach((reason, count) -> crops.merge(reason, count, Long::sum));
      return new DatasetFacts(
          split, records, bytes, people, faces, sizes, yaws, pitches, sharpness, crops, samples);
    }
  }
}
