package io.github.fpga.pipelines.diir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.FakeFaces;
import io.github.fpga.pipelines.TestFamily;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.ProgressListener;
import io.github.fpga.pipelines.run.Stage;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gate refuses is made again, and nothing else. */
class FaceTrialsTest {

  private static final PortraitModels MODELS = TestFamily.toy(FakeFaces.byColour());
  private static final Box LEFT = new Box(20, 30, 16, 16);
  private static final Box RIGHT = new Box(80, 26, 18, 18);
  private static final int BLUE = 0x2020e0;
  private static final BufferedImage PICTURE =
      FakeFaces.picture(120, 80, LEFT, 0xe02020, RIGHT, BLUE);

  /** As unlike red as can be: whatever the network paints over red is more like cyan. */
  private static final Person CYAN = Person.of("cyan", List.of(FakeFaces.features(0x20e0e0)));

  /** As good as can be: whatever the network paints over blue is less like ben. */
  private static final Person BEN = Person.of("ben", List.of(FakeFaces.features(BLUE)));

  private final DiirPipeline pipeline = new DiirPipeline(MODELS);
  private final List<Stage> stages = new ArrayList<>();

  private RestoreResult restore(int tries, double margin, Placement... people) {
    return restore(0, tries, margin, people);
  }

  private RestoreResult restore(long seed, int tries, double margin, Placement... people) {
    RestoreOptions options =
        RestoreOptions.DEFAULT
            .withSteps(5)
            .withReject(1)
            .withTries(tries)
            .withGateMargin(margin)
            .withRecognised(-1);
    RestoreRequest request =
        RestoreRequest.of(InputPicture.of(PICTURE), people).withOptions(options).withSeed(seed);
    stages.clear();
    ProgressListener listener =
        (stage, step, total, preview) -> {
          if (step == 0) {
            stages.add(stage);
          }
          return true;
        };
    return pipeline.run(List.of(request), listener).get(0);
  }

  private static Placement cyan() {
    return Placement.of(CYAN, Region.of(LEFT, 120, 80));
  }

  /** Paint over red is more like green, but not by much. */
  private static Placement green() {
    Person green = Person.of("green", List.of(FakeFaces.features(0x20e020)));
    return Placement.of(green, Region.of(LEFT, 120, 80));
  }

  @Test
  void aFaceThatPassesIsMadeOnce() {
    RestoreResult once = restore(1, 0.02, cyan());
    RestoreResult often = restore(5, 0.02, cyan());
    assertEquals(Decision.RESTORED, often.faces().get(0).decision());
    assertEquals(1, often.faces().get(0).tries());
    assertEquals(once.faces(), often.faces());
    assertArrayEquals(Pictures.pixels(once.image()), Pictures.pixels(often.image()));
    assertEquals(1, stages.stream().filter(Stage.RESTORE::equals).count());
  }

  @Test
  void aRefusedFaceIsMadeAgainUntilItPasses() {
    long seed = seedWhoseFirstTryIsNotTheBest(green(), 0);
    FaceReport refused = restore(seed, 3, 1, green()).faces().get(0);
    assertEquals(Decision.KEPT, refused.decision());
    assertEquals(3, refused.tries());
    // A hair less, because sums are rounded.
    double enough = refused.after() - refused.before() - 1e-9;
    RestoreResult passed = restore(seed, 10, enough, green());
    FaceReport report = passed.faces().get(0);
    assertEquals(Decision.RESTORED, report.decision());
    assertEquals(refused.after(), report.after());
    assertTrue(report.tries() > 1 && report.tries() <= 3, report.toString());
    assertTrue(report.reason().endsWith("; made %d times".formatted(report.tries())));
    assertFalse(Arrays.equals(Pictures.pixels(PICTURE), Pictures.pixels(passed.image())));
    RestoreResult again = restore(seed, report.tries(), enough, green());
    assertArrayEquals(Pictures.pixels(passed.image()), Pictures.pixels(again.image()));
    RestoreResult less = restore(seed, report.tries() - 1, enough, green());
    assertEquals(Decision.KEPT, less.faces().get(0).decision());
  }

  private long seedWhoseFirstTryIsNotTheBest(Placement person, int face) {
    for (long seed = 0; seed < 20; seed++) {
      double first = restore(seed, 1, 1, person).faces().get(face).after();
      if (restore(seed, 3, 1, person).faces().get(face).after() > first) {
        return seed;
      }
    }
    throw new AssertionError("other noise never gave a better face");
  }

  /** Of refused faces the best try is told, and the picture stays. */
  @Test
  void theBestOfRefusedTriesIsTold() {
    long seed = seedWhoseFirstTryIsNotTheBest(Placement.of(BEN), 1);
    double last = -1;
    for (int tries = 1; tries <= 4; tries++) {
      RestoreResult result = restore(seed, tries, 0.02, Placement.of(BEN));
      FaceReport report = result.faces().get(1);
      assertEquals(Decision.KEPT, report.decision());
      assertTrue(report.after() >= last, report.toString());
      last = report.after();
      assertArrayEquals(Pictures.pixels(PICTURE), Pictures.pixels(result.image()));
      assertEquals(tries, stages.stream().filter(Stage.RESTORE::equals).count());
    }
    assertTrue(last > restore(seed, 1, 0.02, Placement.of(BEN)).faces().get(1).after());
  }

  /** A face that passed is not touched by the further tries of its neighbour. */
  @Test
  void aNeighbourThatPassedStays() {
    RestoreResult once = restore(1, 0.02, cyan(), Placement.of(BEN));
    RestoreResult often = restore(3, 0.02, cyan(), Placement.of(BEN));
    assertEquals(List.of(1, 3), often.faces().stream().map(FaceReport::tries).toList());
    assertArrayEquals(Pictures.pixels(once.image()), Pictures.pixels(often.image()));
  }

  @Test
  void aFaceThatCouldNotBeToldForThePersonMayLoseALittle() {
    RestoreOptions options = RestoreOptions.DEFAULT;
    assertEquals(options.gateMargin(), options.rise(options.recognised()));
    assertTrue(options.rise(options.recognised() - 0.001) < 0);
    assertEquals(options.gateMargin(), options.withRecognised(-1).rise(-0.9));
  }

  @Test
  void triesAreFew() {
    assertThrows(IllegalArgumentException.class, () -> RestoreOptions.DEFAULT.withTries(0));
    assertThrows(IllegalArgumentException.class, () -> RestoreOptions.DEFAULT.withTries(11));
  }
}
