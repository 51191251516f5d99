package io.github.fpga.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.evaluation.damage.Damage;
import io.github.fpga.evaluation.experiment.BaselineSweep;
import io.github.fpga.evaluation.experiment.Experiment;
import io.github.fpga.evaluation.experiment.Family;
import io.github.fpga.evaluation.experiment.Given;
import io.github.fpga.evaluation.experiment.Plan;
import io.github.fpga.evaluation.experiment.Row;
import io.github.fpga.evaluation.experiment.Suite;
import io.github.fpga.evaluation.experiment.SuiteRun;
import io.github.fpga.evaluation.experiment.Suites;
import io.github.fpga.evaluation.experiment.Trial;
import io.github.fpga.evaluation.judge.Judge;
import io.github.fpga.evaluation.metrics.Instruments;
import io.github.fpga.evaluation.protocol.Cast;
import io.github.fpga.evaluation.protocol.Protocol;
import io.github.fpga.evaluation.protocol.Protocols;
import io.github.fpga.evaluation.protocol.SceneSet;
import io.github.fpga.evaluation.report.ProtocolPart;
import io.github.fpga.evaluation.suite.SceneKind;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.tensor.Engine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Suites over pretended methods; faces are found without fail, the judge is the real one. */
class SuiteRunTest {

  private static final Given GIVEN = Given.main(true);

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  private static Protocol tiny(String suite) {
    Protocol bundled = Protocols.of(suite);
    List<SceneSet> scenes =
        List.of(
            new SceneSet(
                SceneKind.GROUP,
                2,
                List.of(2),
                List.of("a full body picture of {people} in a park")));
    return new Protocol(
        suite,
        1,
        new Cast(IdentitySplit.EVALUATION, 5, 5, 1, 2),
        scenes,
        List.of(1L),
        bundled.sampling(),
        bundled.restoring(),
        bundled.baselines(),
        bundled.metrics());
  }

  /** A suite, its pretended workshop and what it takes to run it. */
  private record Bed(Plan plan, Suite suite, PretendWorkshop workshop, OracleFaces oracle) {

    static Bed of(String name, Given given) {
      Plan plan = Plan.of(tiny(name));
      OracleFaces oracle = new OracleFaces().learn(plan.album(), plan.scenes());
      Suite suite = Suites.of(plan, given, person -> List.of(0.0));
      for (Experiment table : suite.tables()) {
        table.trials().forEach(trial -> learn(oracle, trial));
      }
      return new Bed(plan, suite, new PretendWorkshop(plan.people(), oracle), oracle);
    }

    private static void learn(OracleFaces oracle, Trial trial) {
      oracle.learn(trial.scene().render().image(), trial.scene().groundTruth().people());
      SceneSpec shown = trial.shown();
      BufferedImage image = shown.render().image();
      List<PersonTruth> people = shown.groundTruth().people();
      oracle.learn(image, people);
      if (trial.input().damage() != null) {
        for (PersonTruth person : people) {
          image = Damage.apply(image, person.faceBox(), trial.input().damage(), 1);
        }
        oracle.learn(image, people);
      }
    }

    Map<String, Double> run(Path folder, EvaluationProgress progress) throws IOException {
      Instruments instruments = new Instruments(oracle.analyzer(), oracle::skeletons, Judge.load());
      return new SuiteRun(
              folder,
              plan,
              suite,
              Map.of(Family.MAIN, workshop),
              instruments,
              "the judge",
              row -> 7,
              progress)
          .run("fpga <again>", new ProtocolPart(plan.protocol(), "sum"), Map.of("version", "1"));
    }
  }

  private Map<String, Double> run(String suite) throws IOException {
    return Bed.of(suite, GIVEN).run(folder, EvaluationProgress.NONE);
  }

  @Test
  void comparisonTellsMethodsApart() throws Exception {
    Bed bed = Bed.of("comparison", GIVEN);
    Map<String, Double> figures = bed.run(folder, EvaluationProgress.NONE);
    double ceiling = figures.get("comparison.groups.truth.rank1");
    assertTrue(ceiling >= 0.75, figures::toString);
    assertEquals(ceiling, figures.get("comparison.groups.ours.rank1"));
    assertEquals(ceiling, figures.get("comparison.groups.ours-diir.rank1"));
    assertTrue(figures.get("comparison.groups.text.rank1") <= 0.25, figures::toString);
    assertTrue(figures.get("comparison.groups.tokens.mixing") >= 0.75, figures::toString);
    assertTrue(figures.get("comparison.groups.text.similarity.gain.low") > 0, figures::toString);
    assertEquals(0, figures.get("comparison.groups.ours-diir.similarity.gain"), 1e-9);
    assertFalse(figures.containsKey("comparison.closeups.ours.rank1"));
    assertEquals(1, figures.get("seconds.ours"));
    assertTrue(bed.suite().notes().get(1).contains("--models-without-clone"));
    thePageIsWhole(1);
    int made = bed.workshop().made;
    assertEquals(5 * 2, made);
    assertEquals(figures.keySet(), bed.run(folder, EvaluationProgress.NONE).keySet());
    assertEquals(made, bed.workshop().made, "nothing is made again");
    Files.delete(folder.resolve("tokens/group/01-s1.png"));
    bed.run(folder, EvaluationProgress.NONE);
    assertEquals(made + 1, bed.workshop().made, "but for what is missing");
  }

  private void thePageIsWhole(int tables) throws Exception {
    String page = Files.readString(folder.resolve(SuiteRun.PAGE));
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page)));
    assertEquals(tables + 1, document.getElementsByTagName("h2").getLength());
    assertTrue(page.contains("fpga &lt;again&gt;"));
    var links = document.getElementsByTagName("a");
    assertTrue(links.getLength() > 0);
    for (int i = 0; i < links.getLength(); i++) {
      String link = links.item(i).getAttributes().getNamedItem("href").getNodeValue();
      assertTrue(Files.isRegularFile(folder.resolve(link)), link);
    }
    List<String> lines = Files.readAllLines(folder.resolve("faces.csv"));
    int columns = lines.get(0).split(",", -1).length;
    lines.forEach(line -> assertEquals(columns, line.split(",", -1).length, line));
  }

  @Test
  void restorationTellsRepairedFaces() throws Exception {
    Map<String, Double> figures = run("restoration");
    double ceiling = figures.get("restoration.damaged.truth.similarity");
    assertEquals(ceiling, figures.get("restoration.damaged.ours.similarity"), 0.05);
    assertTrue(figures.get("restoration.damaged.none.similarity") < ceiling - 0.05);
    assertEquals(0, figures.get("restoration.all.ours.worse"));
    assertEquals(0, figures.get("restoration.all.ours.refused"));
    assertEquals(1, figures.get("restoration.all.inpaint.refused"));
    assertEquals(0, figures.get("restoration.all.inpaint.seam"));
    assertEquals(0, figures.get("restoration.all.ours.outside"));
    assertEquals(30, figures.get("restoration.all.ours.agreement"));
    assertTrue(figures.containsKey("restoration.stylised.ours.style"));
    assertTrue(Files.isRegularFile(folder.resolve("inputs/group/00-s1-jpeg.png")));
    thePageIsWhole(1);
  }

  @Test
  void swapAsksForTheNewPersonAndTheOld() throws Exception {
    Map<String, Double> figures = run("swap");
    assertEquals(0, figures.get("swap.all.none.rank1"));
    assertTrue(figures.get("swap.all.none.oldPerson") >= 0.5, figures::toString);
    assertEquals(0, figures.get("swap.all.truth.oldPerson"));
    assertTrue(figures.get("swap.all.ours.rank1") >= 0.5, figures::toString);
    assertEquals(figures.get("swap.all.none.rank1"), figures.get("swap.all.inpaint.rank1"));
    assertEquals(0, figures.get("swap.all.ours.nme"), 1e-9);
    thePageIsWhole(1);
  }

  @Test
  void ablationSharesPicturesBetweenTables() throws Exception {
    Bed bed = Bed.of("ablation", GIVEN);
    Map<String, Double> figures = bed.run(folder, EvaluationProgress.NONE);
    assertEquals(6, bed.suite().notes().size(), bed.suite().notes()::toString);
    assertTrue(bed.suite().notes().get(0).contains("--models-skeleton-only"));
    assertEquals(figures.get("modes.groups.ours.rank1"), figures.get("beta.groups.ours.rank1"));
    assertTrue(figures.get("masks.groups.tokens.mixing") >= 0.75, figures::toString);
    assertEquals(
        figures.get("diir.all.none.similarity"),
        figures.get("diir.all.diir-no-inversion.similarity"));
    assertTrue(figures.containsKey("strength.all.diir-strength-0.40.similarity.gain"));
    assertTrue(figures.containsKey("fewstep.groups.fast-4-diir-5.rank1.gain"));
    assertTrue(figures.containsKey("alpha.groups.alpha-0.80.nme"), figures::toString);
    assertTrue(figures.containsKey("features.groups.local-only.rank1"));
    assertEquals(0.02, figures.get("step.controlnet"));
    assertEquals(7, figures.get("parameters.controlnet"));
    assertFalse(figures.containsKey("step.diir"));
    thePageIsWhole(bed.suite().tables().size());
  }

  @Test
  void rowsOfOtherFamiliesComeWhereTheyAreGiven() {
    Given more = new Given(EnumSet.of(Family.MAIN, Family.WITHOUT_CLONE), false, false);
    Suite suite = Bed.of("comparison", more).suite();
    assertEquals(1, suite.notes().size());
    assertTrue(
        suite.tables().get(0).rows().stream()
            .anyMatch(row -> row.family() == Family.WITHOUT_CLONE));
    assertTrue(
        Bed.of("ablation", more).suite().notes().stream().anyMatch(s -> s.contains("ControlNet")));
    assertTrue(
        Bed.of("ablation", more).suite().notes().stream().anyMatch(s -> s.contains("Few steps")));
    assertThrows(
        IllegalArgumentException.class, () -> new Given(EnumSet.of(Family.CLONE_ONLY), true, true));
  }

  @Test
  void whatIsRestoredWasMadeByTheSameNetworksAsInTheComparison() {
    Given given = new Given(EnumSet.of(Family.MAIN, Family.UNMASKED), false, false);
    Map<String, Row> compared = new HashMap<>();
    for (Row row : Bed.of("comparison", given).suite().tables().get(0).rows()) {
      compared.put("generated-" + row.id(), row);
    }
    List<Row> sources =
        Bed.of("restoration", given).suite().tables().get(0).trials().stream()
            .map(trial -> trial.input().source())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    assertEquals(3, sources.size());
    for (Row source : sources) {
      Row same = compared.get(source.id());
      assertEquals(same.family(), source.family(), source.id());
      assertEquals(same.method(), source.method(), source.id());
    }
  }

  @Test
  void baselinesAreTunedOnDevelopmentPeopleAlone() throws Exception {
    Plan plan = Plan.of(BaselineSweep.onDevelopmentPeople(tiny("comparison")));
    assertEquals(IdentitySplit.DEVELOPMENT, plan.protocol().people().split());
    OracleFaces oracle = new OracleFaces().learn(plan.album(), plan.scenes());
    Suite suite = BaselineSweep.of(plan, GIVEN);
    Bed bed = new Bed(plan, suite, new PretendWorkshop(plan.people(), oracle), oracle);
    Map<String, Double> figures = bed.run(folder, EvaluationProgress.NONE);
    assertTrue(figures.containsKey("unmasked.all.tokens-0.20.similarity"), figures::toString);
    thePageIsWhole(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> BaselineSweep.of(Plan.of(tiny("restoration")), GIVEN));
    assertEquals(
        7 * 9 * 2,
        BaselineSweep.of(Plan.of(BaselineSweep.onDevelopmentPeople(tiny("restoration"))), GIVEN)
            .tables()
            .stream()
            .mapToInt(table -> table.rows().size() * table.trials().size())
            .sum());
  }

  @Test
  void stopsWhenAsked() {
    Bed bed = Bed.of("swap", GIVEN);
    assertThrows(CancelledException.class, () -> bed.run(folder, (phase, done, total) -> done < 1));
    assertFalse(Files.exists(folder.resolve("metrics.json")));
  }

  /** A process that is killed leaves whole files, at worst a picture without its record. */
  @Test
  void goesOnAfterAKillWithoutDoingAnythingTwice() throws IOException {
    Bed whole = Bed.of("swap", GIVEN);
    Map<String, Double> uninterrupted = whole.run(folder.resolve("whole"), EvaluationProgress.NONE);
    Bed bed = Bed.of("swap", GIVEN);
    bed.workshop().killAt = 8;
    assertThrows(Error.class, () -> bed.run(folder, EvaluationProgress.NONE));
    bed.workshop().killAt = 0;
    Path record = folder.resolve("ours/group/00-s1-truth.json");
    assertTrue(Files.isRegularFile(record));
    Files.delete(record);
    Map<String, Double> resumed = bed.run(folder, EvaluationProgress.NONE);
    assertEquals(whole.workshop().made + 2, bed.workshop().made, "the killed one and one undone");
    uninterrupted.remove("peakMemoryMiB");
    resumed.remove("peakMemoryMiB");
    assertEquals(uninterrupted, resumed);
  }
}
