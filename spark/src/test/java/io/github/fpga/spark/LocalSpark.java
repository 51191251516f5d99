package io.github.fpga.spark;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.Json;
import io.github.fpga.idzoom.parquet.RecordParquet;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** One Spark for all tests of this process, which takes seconds to start. */
final class LocalSpark {

  /** The folder of temporary files as another file system of Hadoop, not a local one. */
  static final String ELSEWHERE = "viewfs://test/elsewhere";

  private static final JavaSparkContext SPARK =
      new JavaSparkContext(
          new SparkConf()
              .setMaster("local[2]")
              .setAppName("test")
              .set("spark.ui.enabled", "false")
              .set("spark.driver.bindAddress", "127.0.0.1")
              .set("spark.driver.host", "127.0.0.1")
              .set("spark.hadoop.fs.viewfs.mounttable.test.link./elsewhere", temporary()));

  private LocalSpark() {}

  private static String temporary() {
    return Path.of(System.getProperty("java.io.tmpdir")).toUri().toString();
  }

  static BuildSummary build(BuildSettings settings) throws IOException {
    return DatasetBuild.run(SPARK, settings, (step, done, total) -> {});
  }

  static BuildSummary build(BuildSettings settings, Steps.Listener listener) throws IOException {
    return DatasetBuild.run(SPARK, settings, listener);
  }

  /** How ranks ended. */
  static Map<Integer, RankEnd> train(int ranks, Duration patience, List<String> command) {
    return new RankJob(SPARK, patience).run(ranks, command);
  }

  /** Settings with some fields as JSON without braces; single quotes stand for double ones. */
  static BuildSettings settings(List<String> inputs, Path output, String more) {
    return BuildSettings.parse(json(inputs, output, more));
  }

  static String json(List<String> inputs, Path output, String more) {
    return json(inputs, output.toString(), more);
  }

  static String json(List<String> inputs, String output, String more) {
    return "{\"inputs\":%s,\"output\":%s%s}"
        .formatted(
            Json.line(inputs),
            Json.line(output),
            more.isEmpty() ? "" : "," + more.replace('\'', '"'));
  }

  /** All records of a dataset by split, in the order of its shards. */
  static Map<Split, List<PictureRecord>> records(Path dataset) throws IOException {
    Map<Split, List<PictureRecord>> all = new HashMap<>();
    try (Stream<Path> files = Files.list(dataset.resolve("data"))) {
      for (Path file : files.sorted().toList()) {
        for (PictureRecord record : RecordParquet.readAll(file)) {
          all.computeIfAbsent(record.split(), split -> new ArrayList<>()).add(record);
        }
      }
    }
    return all;
  }
}
