package io.github.fpga.benchmarks.dataset;

import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.DatasetFolder;
import io.github.fpga.idzoom.build.Json;
import io.github.fpga.idzoom.parquet.RecordParquetReader;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a build costs by the number of pictures.
 *
 * <p>Arguments: a work folder, then numbers of pictures. PortraitWorld's pictures are drawn into
 * the folder first, which is not measured; each build is measured as a whole, in a process of its
 * own, on all cores. Results are kept in {@code scale.json}, one for each number, from which {@link
 * ScalePage} writes the documentation. To be run in the project's folder.
 */
public final class DatasetScale {

  static final String RESULTS = "scale.json";

  private DatasetScale() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path work = Files.createDirectories(Path.of(args[0]));
    List<ScaleRun> runs = new ArrayList<>(read(work));
    for (String count : Arrays.copyOfRange(args, 1, args.length)) {
      ScaleRun run = measure(work, Integer.parseInt(count));
      runs.removeIf(other -> other.pictures() == run.pictures());
      runs.add(run);
      runs.sort(Comparator.comparingInt(ScaleRun::pictures));
      AtomicFiles.writeString(work.resolve(RESULTS), Json.pretty(runs));
      System.out.printf(
          "%d pictures: %.0f s, %.3f s each, at most %d MB%n%s%n%s%n",
          run.pictures(),
          run.seconds(),
          run.seconds() / run.pictures(),
          run.peakBytes() >> 20,
          run.steps(),
          run.stages());
    }
  }

  /** The results so far, by number of pictures. */
  static List<ScaleRun> read(Path work) throws IOException {
    Path file = work.resolve(RESULTS);
    return Files.exists(file)
        ? List.of(Json.read(Files.readString(file), ScaleRun[].class, file.toString()))
        : List.of();
  }

  private static ScaleRun measure(Path work, int count) throws IOException, InterruptedException {
    Path pictures = WorldPictures.write(work.resolve("pictures-" + count), count);
    Path output = work.resolve("dataset-" + count);
    SparkBuild build =
        SparkBuild.start(
            Path.of("").toAbsolutePath(),
            "local[*]",
            Map.of(),
            SparkBuild.settings(pictures, output, ",\"keepWork\":true,\"restart\":true"),
            work.resolve("build.log"));
    int code = build.await(line -> {});
    double seconds = build.seconds();
    if (code != 0) {
      throw new IOException("the build ended with %d, see build.log".formatted(code));
    }
    String summary = Files.readString(output.resolve(DatasetFolder.SUMMARY));
    BuildSummary built = Json.read(summary, BuildSummary.class, DatasetFolder.SUMMARY);
    if (built.inputs() != count) {
      throw new IOException("%d of %d pictures are accounted for".formatted(built.inputs(), count));
    }
    Path described = output.resolve(DatasetFolder.WORK).resolve("described");
    long[] counts = count(output.resolve(DatasetFolder.DATA));
    return new ScaleRun(
        count,
        Runtime.getRuntime().availableProcessors(),
        seconds,
        build.steps(),
        built.seconds(),
        build.peakBytes(),
        bytes(pictures, file -> true),
        bytes(described, file -> file.toString().endsWith(".parquet")),
        bytes(described, file -> file.toString().endsWith(".json")),
        bytes(output.resolve(DatasetFolder.DATA), file -> true),
        counts[0],
        counts[1]);
  }

  /** Records, and faces of full pictures. */
  private static long[] count(Path data) throws IOException {
    long[] counts = new long[2];
    for (Path shard : files(data)) {
      try (RecordParquetReader reader = new RecordParquetReader(shard)) {
        for (int group = 0; group < reader.rowGroups(); group++) {
          for (PictureRecord record : reader.rowGroup(group)) {
            counts[0]++;
            counts[1] += record.zoom() == Zoom.FULL ? record.faces().size() : 0;
          }
        }
      }
    }
    return counts;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static long bytes(Path folder, Predicate<Path> filter) throws IOException {
    long sum = 0;
    for (Path file : files(folder)) {
      sum += filter.test(file) ? Files.size(file) : 0;
    }
    return sum;
  }
}
