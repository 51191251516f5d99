package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.evaluation.protocol.Protocols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The paper's experiments with one scene and two steps: files and figures, not their size. */
class SuitesE2ETest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** The suite's protocol with one kind of scene. */
  private Path protocol(String suite) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(Protocols.text(Protocols.of(suite)));
    ArrayNode scenes = JSON.createArrayNode();
    ObjectNode scene = scenes.addObject().put("kind", "FULL_BODY").put("count", 1);
    scene.putArray("people").add(1);
    scene.putArray("prompts").add("a full body picture of {people} in a park");
    root.set("scenes", scenes);
    return Files.writeString(folder.resolve(suite + ".json"), root.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "comparison, comparison.bodies.ours-diir.rank1",
    "restoration, restoration.jpeg.inpaint.nme",
    "ablation, diir.all.diir-no-gate.similarity"
  })
  void runsFromTheCommandLine(String suite, String key) throws IOException {
    Path output = folder.resolve(suite);
    Cli.Result result = evaluate(suite, protocol(suite), output).ok();
    assertEquals(output.resolve("report.html").toString(), result.out().strip());
    JsonNode metrics = JSON.readTree(output.resolve("metrics.json").toFile());
    assertTrue(metrics.path(key).isNumber(), metrics::toString);
    String page = Files.readString(output.resolve("report.html"));
    assertTrue(page.contains("--suite " + suite) && page.contains("--quick"));
    assertEquals(
        suite,
        JSON.readTree(output.resolve("protocol.json").toFile()).at("/protocol/suite").asText());
  }

  @Test
  void goesOnWhereItStopped() throws IOException {
    Path output = folder.resolve("swap");
    Path protocol = protocol("swap");
    evaluate("swap", protocol, output).ok();
    JsonNode metrics = JSON.readTree(output.resolve("metrics.json").toFile());
    assertTrue(metrics.path("swap.all.ours.oldPerson").isNumber(), metrics::toString);
    Path picture = output.resolve("ours/full/00-s1-truth.png");
    FileTime made = Files.getLastModifiedTime(picture);
    evaluate("swap", protocol, output).ok();
    assertEquals(made, Files.getLastModifiedTime(picture));
    Path page = folder.resolve("results.md");
    Cli.run("results", output, "-o", page).ok();
    assertTrue(Files.readString(page).contains("### swap.all"), Files.readString(page));
    Cli.run("results", folder, "-o", page).refused("no finished suite", "--suite");
    evaluate("comparison", protocol("comparison"), output).refused("another protocol");
  }

  @Test
  void refusesWhatIsNoSuite() throws IOException {
    Path output = folder.resolve("o");
    Cli.run("evaluate", "--suite", "beauty", "-o", output).refused("beauty", "comparison");
    evaluate("swap", protocol("ablation"), output).refused("ablation", "swap");
    evaluate("swap", folder.resolve("none.json"), output).refused("none.json");
    Cli.run("evaluate", "--suite", "swap", "--sweep", "-o", output).refused("no baseline");
    Cli.run("evaluate", "--suite", "swap", "--sweep", "--development", "j", "-o", output)
        .refused("leave out --development");
    Cli.run("evaluate", "--suite", "comparison", "--models-without-clone", folder, "-o", output)
        .refused("not a model family");
  }

  private static Cli.Result evaluate(String suite, Path protocol, Path output) {
    return Cli.run(
        "evaluate",
        "--suite",
        suite,
        "--protocol",
        protocol,
        "--quick",
        "--threads",
        1,
        "-o",
        output);
  }
}
