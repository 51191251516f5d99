package io.github.fpga.pipelines.diir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.FakeFaces;
import io.github.fpga.pipelines.TestFamily;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.ProgressListener;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DIIR in few steps, by the distilled landmark mode. */
class DistilledDiirTest {

  private static final Box LEFT = new Box(20, 30, 16, 16);
  private static final Box RIGHT = new Box(80, 26, 18, 18);
  private static final int RED = 0xe02020;
  private static final int BLUE = 0x2020e0;
  private static final BufferedImage PICTURE = FakeFaces.picture(120, 80, LEFT, RED, RIGHT, BLUE);
  private static final Placement ANNA =
      Placement.of(Person.of("anna", List.of(FakeFaces.features(RED))));
  private static final Placement BEN =
      Placement.of(Person.of("ben", List.of(FakeFaces.features(BLUE))));
  private static final RestoreOptions FAST =
      RestoreOptions.DEFAULT.withDoes(DiirSteps.ALL.withGate(false)).fast();

  private final DiirPipeline pipeline = new DiirPipeline(TestFamily.toy(FakeFaces.byColour()));

  private RestoreResult restore(Placement... people) {
    RestoreRequest request = RestoreRequest.of(InputPicture.of(PICTURE), people).withOptions(FAST);
    return pipeline.run(List.of(request), ProgressListener.NONE).get(0);
  }

  /** The sampler draws noise after every step: face by face, as the first. */
  @Test
  void aFaceDoesNotDependOnOthersOfTheBatch() {
    RestoreResult together = restore(ANNA, BEN);
    int[] before = Pictures.pixels(PICTURE);
    int[] both = Pictures.pixels(together.image());
    int[] alone = Pictures.pixels(restore(BEN).image());
    int changed = 0;
    for (int i = 0; i < both.length; i++) {
      if (together.changed().at(i % 120, i / 120) == 0) {
        assertEquals(before[i], both[i]);
      }
      for (int shift = 0; shift <= 16 && i % 120 >= 60; shift += 8) {
        assertEquals(alone[i] >> shift & 255, both[i] >> shift & 255, 1);
      }
      changed += both[i] == before[i] ? 0 : 1;
    }
    assertTrue(changed > 100, "changed pixels: " + changed);
  }

  @Test
  void hasItsLimits() {
    assertEquals(5, FAST.steps());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> FAST.withGuidanceScale(3))
            .getMessage()
            .startsWith("guidanceScale of the distilled mode"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> FAST.withSteps(51))
            .getMessage()
            .startsWith("steps of the distilled mode"));
  }
}
