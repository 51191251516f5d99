package io.github.fpga.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.evaluation.PretendPortraits.Fault;
import io.github.fpga.evaluation.judge.Judge;
import io.github.fpga.evaluation.metrics.Instruments;
import io.github.fpga.evaluation.suite.EvaluationPlan;
import io.github.fpga.faces.Pictures;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.tensor.Engine;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Figures react to what pretended generators do; faces are found without fail. */
class EvaluationTest {

  private static final int PEOPLE = 5;
  private static final int SCENES = 2;
  private static final long SEED = 3;

  private static final Set<String> KEYS =
      Set.of(
          "placed",
          "closeup.rank1",
          "group.rank1.before",
          "group.rank1.after",
          "group.similarity.before",
          "group.similarity.after",
          "group.similarity.ceiling",
          "group.mixing",
          "outsideMask.maxDiff",
          "autoencoder.psnr",
          "inversion.psnr",
          "world.rank1.closeup",
          "world.rank1.small",
          "seconds.generate",
          "seconds.restore",
          "peakMemoryMiB");

  @TempDir static Path folder;

  private static EvaluationPlan plan;
  private static OracleFaces oracle;
  private static Instruments instruments;
  private static EvaluationResult good;
  private static PretendPortraits goodPortraits;

  @BeforeAll
  static void evaluateTheTruth() {
    Engine.start(1);
    plan = EvaluationPlan.of(IdentitySplit.EVALUATION, PEOPLE, SCENES, SEED);
    oracle = new OracleFaces().learn(plan);
    instruments = new Instruments(oracle.analyzer(), oracle::skeletons, Judge.load());
    goodPortraits = new PretendPortraits(Fault.NONE, plan.people(), oracle);
    good = run(goodPortraits, protocol(Fault.NONE));
  }

  private static EvaluationProtocol protocol(Fault fault) {
    return new EvaluationProtocol(PEOPLE, SCENES, SEED, folder.resolve(fault.name()));
  }

  private static EvaluationResult run(PretendPortraits portraits, EvaluationProtocol protocol) {
    return Evaluation.run(
        protocol, portraits, instruments, Map.of("version", "<1>"), EvaluationProgress.NONE);
  }

  private static Map<String, Double> metrics(Fault fault) {
    return run(new PretendPortraits(fault, plan.people(), oracle), protocol(fault)).metrics();
  }

  @Test
  void trueRendersReachTheCeiling() {
    Map<String, Double> metrics = good.metrics();
    for (String key :
        List.of("rank1", "similarity", "mixing", "confidence", "placed", "nme", "pck")) {
      double ceiling = metrics.get("group." + key + ".ceiling");
      assertEquals(ceiling, metrics.get("group." + key + ".before"), 1e-9, key);
      assertEquals(ceiling, metrics.get("group." + key + ".after"), 1e-9, key);
    }
    assertTrue(metrics.get("group.rank1.ceiling") >= 0.8, metrics::toString);
    assertTrue(metrics.get("closeup.rank1") >= 0.8, metrics::toString);
    assertTrue(metrics.get("world.rank1.closeup") >= 0.8, metrics::toString);
    assertTrue(metrics.get("placed") >= 0.95, metrics::toString);
    assertEquals(0, metrics.get("group.mixing"), 0.21);
    assertEquals(0, metrics.get("group.nme.after"), 1e-9);
    assertEquals(0, metrics.get("outsideMask.maxDiff"));
    assertEquals(0, metrics.get("mask.seam.excess"), 1e-9);
    assertEquals(-1, metrics.get("group.copyPaste.after"), 0.01);
    assertTrue(metrics.get("group.confidence.ceiling") > 0.1, metrics::toString);
    assertTrue(metrics.get("autoencoder.psnr") > metrics.get("inversion.psnr") + 5);
    assertEquals(2, metrics.get("seconds.generate"));
    assertEquals(1, metrics.get("seconds.restore"));
    assertEquals(0.5, metrics.get("network.share"));
    assertTrue(metrics.get("peakMemoryMiB") > 50);
  }

  @Test
  void swappedPeopleAreMixedUp() {
    Map<String, Double> metrics = metrics(Fault.SWAPPED);
    assertTrue(metrics.get("group.mixing.before") >= 0.8, metrics::toString);
    assertTrue(metrics.get("group.rank1.before") <= 0.2, metrics::toString);
    assertTrue(metrics.get("closeup.rank1") <= 0.5, metrics::toString);
    assertTrue(
        metrics.get("group.similarity.before") < metrics.get("group.similarity.ceiling") - 0.2);
    // Restoring pastes the right faces.
    assertTrue(metrics.get("group.rank1.after") >= 0.8, metrics::toString);
    assertTrue(metrics.get("group.mixing") <= 0.2, metrics::toString);
    assertTrue(metrics.get("group.gapClosed") >= 0.8, metrics::toString);
    // Not the true render any more, but no copy of a reference either.
    assertTrue(metrics.get("group.copyPaste.before") > -0.9, metrics::toString);
    assertTrue(metrics.get("group.copyPaste.before") < 0.5, metrics::toString);
    // Everybody is there, if in another's place.
    assertEquals(
        metrics.get("group.confidence.ceiling"), metrics.get("group.confidence.before"), 0.2);
    // Places do not depend on who is there.
    assertTrue(metrics.get("group.placed.before") >= 0.95);
  }

  @Test
  void blurCostsSimilarity() {
    Map<String, Double> metrics = metrics(Fault.LEAKING);
    assertTrue(
        metrics.get("group.similarity.before") < metrics.get("group.similarity.ceiling") - 0.1,
        metrics::toString);
    assertTrue(
        metrics.get("closeup.similarity.before") < metrics.get("closeup.similarity.ceiling"),
        metrics::toString);
    assertTrue(metrics.get("group.gapClosed") >= 0.8, metrics::toString);
    assertEquals(7, metrics.get("outsideMask.maxDiff"));
    assertTrue(metrics.get("mask.seam") > 1.2, metrics::toString);
    assertTrue(metrics.get("mask.coverage") > 0 && metrics.get("mask.coverage") < 0.3);
  }

  @Test
  void missingFacesAreWrong() {
    Map<String, Double> metrics = metrics(Fault.NOBODY);
    assertEquals(1, metrics.get("group.missing.after"));
    assertEquals(0, metrics.get("placed"));
    assertEquals(0, metrics.get("group.rank1.after"));
    assertEquals(0, metrics.get("group.similarity.after"));
    assertEquals(1, metrics.get("group.mixing"));
    assertEquals(0, metrics.get("group.confidence.after"));
    assertTrue(Double.isNaN(metrics.get("group.copyPaste.after")));
    assertEquals(1, metrics.get("group.nme.after"));
    assertEquals(0, metrics.get("group.pck.after"));
    assertEquals(0, metrics.get("closeup.rank1"));
  }

  @Test
  void writesFlatNumbers() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(protocol(Fault.NONE).output().resolve("metrics.json").toFile());
    for (String key : KEYS) {
      assertTrue(json.path(key).isNumber(), key);
    }
    json.fields().forEachRemaining(f -> assertTrue(f.getValue().isValueNode(), f.getKey()));
  }

  @Test
  void writesARowPerFaceAndEveryPicture() throws IOException {
    Path output = protocol(Fault.NONE).output();
    List<String> rows = Files.readAllLines(output.resolve("faces.csv"));
    int faces = 2 + 3;
    assertEquals(1 + 2 * 2 * PEOPLE + 3 * SCENES + 4 * faces, rows.size());
    int columns = rows.get(0).split(",", -1).length;
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",", -1);
      assertEquals(columns, cells.length, row);
      assertTrue(Files.isRegularFile(output.resolve(cells[5])), row);
    }
    for (String file : List.of("asked", "before", "after", "mask", "truth", "roundtrip")) {
      assertTrue(Files.isRegularFile(output.resolve("group/01/" + file + ".png")), file);
    }
    Path reference = output.resolve("people/p04/reference-2.png");
    assertEquals(Map.of(), Pictures.text(reference));
    assertFalse(Files.exists(output.resolve("group/00/face-inverted.png")));
    assertTrue(Files.exists(output.resolve("group/01/face-inverted.png")));
  }

  @Test
  void thePageIsWellFormedAndNeedsNothingElse() throws Exception {
    String page = Files.readString(good.report());
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page)));
    NodeList images = document.getElementsByTagName("img");
    assertTrue(images.getLength() > 30);
    for (int i = 0; i < images.getLength(); i++) {
      String source = ((Element) images.item(i)).getAttribute("src");
      assertTrue(source.startsWith("data:image/"), source);
    }
    assertEquals(0, document.getElementsByTagName("script").getLength());
    assertEquals(0, document.getElementsByTagName("link").getLength());
    assertEquals(3, document.getElementsByTagName("svg").getLength());
    assertEquals(SCENES, count(document, "article", "scene"));
    assertEquals(SCENES, count(document, "article", "closeup"));
    NodeList links = document.getElementsByTagName("a");
    Set<String> targets = new HashSet<>();
    for (int i = 0; i < links.getLength(); i++) {
      targets.add(((Element) links.item(i)).getAttribute("href"));
    }
    for (String target : targets) {
      assertTrue(Files.exists(good.report().resolveSibling(target)), target);
    }
    assertTrue(page.contains(protocol(Fault.NONE).command()));
    assertTrue(page.contains("&lt;1&gt;"));
  }

  private static long count(Document document, String tag, String kind) {
    NodeList all = document.getElementsByTagName(tag);
    long count = 0;
    for (int i = 0; i < all.getLength(); i++) {
      count += ((Element) all.item(i)).getAttribute("class").equals(kind) ? 1 : 0;
    }
    return count;
  }

  @Test
  void resumesWithoutMakingAnythingAgain() {
    int made = goodPortraits.made;
    EvaluationResult again = run(goodPortraits, protocol(Fault.NONE));
    assertEquals(made, goodPortraits.made);
    good.metrics()
        .forEach(
            (key, value) -> {
              if (!key.equals("peakMemoryMiB")) {
                assertEquals(value, again.metrics().get(key), key);
              }
            });
  }

  @Test
  void refusesAFolderOfAnotherProtocol() {
    EvaluationProtocol other =
        new EvaluationProtocol(PEOPLE, SCENES, SEED + 1, protocol(Fault.NONE).output());
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> run(goodPortraits, other));
    assertTrue(refused.getMessage().contains("another evaluation"), refused.getMessage());
  }

  /** Figures of development people must not be taken for the evaluation's. */
  @Test
  void refusesAFolderOfOtherPeople() {
    EvaluationProtocol tuning =
        new EvaluationProtocol(
            PEOPLE, SCENES, SEED, protocol(Fault.NONE).output(), Path.of("judge.safetensors"));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> run(goodPortraits, tuning));
    assertTrue(refused.getMessage().contains("EVALUATION people"), refused.getMessage());
  }

  @Test
  void stopsWhenAsked() {
    EvaluationProtocol protocol =
        new EvaluationProtocol(PEOPLE, SCENES, SEED, folder.resolve("stopped"));
    assertThrows(
        CancelledException.class,
        () ->
            Evaluation.run(
                protocol, goodPortraits, instruments, Map.of(), (phase, done, total) -> done < 1));
    assertFalse(Files.exists(protocol.output().resolve("metrics.json")));
  }
}
