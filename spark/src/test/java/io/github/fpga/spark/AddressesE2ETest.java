package io.github.fpga.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.DatasetHash;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same dataset, wherever its inputs and it lie, and whoever starts the job. */
class AddressesE2ETest {

  private static final String SETTINGS =
      "'licence':'CC0-1.0','partitions':3,'splits':{'development':0.2}";

  @TempDir static Path folder;

  private static List<String> inputs;
  private static String hash;

  @BeforeAll
  static void build() throws IOException {
    inputs = Corpus.people(folder, 2);
    Path dataset = folder.resolve("plain");
    LocalSpark.build(LocalSpark.settings(inputs, dataset, SETTINGS));
    hash = DatasetHash.of(dataset);
  }

  private static void build(String prefix, String output) throws IOException {
    List<String> addresses = inputs.stream().map(input -> prefix + input).toList();
    LocalSpark.build(BuildSettings.parse(LocalSpark.json(addresses, output, SETTINGS)));
  }

  @Test
  void filesByTheirUris() throws IOException {
    build("file://", folder.resolve("uri").toUri().toString());
    assertEquals(hash, DatasetHash.of(folder.resolve("uri")));
  }

  /** Pictures and everything that is written go through Hadoop. */
  @Test
  void anotherFileSystemOfHadoop() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    String there = LocalSpark.ELSEWHERE + "/" + temporary.relativize(folder);
    Path dataset = folder.resolve("viewed");
    LocalSpark.build(
        BuildSettings.parse(
            LocalSpark.json(List.of(there + "/photos"), there + "/viewed", SETTINGS)));

    assertEquals(hash, DatasetHash.of(dataset));
    assertFalse(Files.exists(dataset.resolve("_build")));
    assertTrue(Files.readString(dataset.resolve("README.md")).contains("path: data/train-*"));
  }

  @Test
  void startedBySparkSubmit() throws Exception {
    Path settings = folder.resolve("settings.json");
    Path dataset = folder.resolve("submitted");
    Files.writeString(settings, LocalSpark.json(inputs, dataset, SETTINGS));

    Process process =
        ChildSpark.start(
            "org.apache.spark.deploy.SparkSubmit",
            List.of(
                "--master",
                "local[2]",
                "--class",
                Main.class.getName(),
                jar().toString(),
                settings.toString()));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains("built 6 "), said);
    assertEquals(hash, DatasetHash.of(dataset));
  }

  /** The module's, made of its classes where it is not packaged yet. */
  private static Path jar() throws IOException, URISyntaxException {
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (!Files.isDirectory(classes)) {
      return classes;
    }
    Path jar = folder.resolve("fpga-spark.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
