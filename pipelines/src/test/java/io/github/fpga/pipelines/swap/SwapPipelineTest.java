package io.github.fpga.pipelines.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.FakeFaces;
import io.github.fpga.pipelines.TestFamily;
import io.github.fpga.pipelines.diir.Decision;
import io.github.fpga.pipelines.diir.InputPicture;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.diir.RestoreResult;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.run.ProgressListener;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwapPipelineTest {

  private static final BufferedImage PICTURE =
      FakeFaces.picture(
          120, 80, new Box(20, 30, 16, 16), 0xe02020, new Box(80, 26, 18, 18), 0x2020e0);
  private static final Person GREEN = Person.of("green", List.of(FakeFaces.features(0x20e020)));

  private final SwapPipeline pipeline = new SwapPipeline(TestFamily.toy(FakeFaces.byColour()));

  private static SwapRequest request(int face) {
    return SwapRequest.of(InputPicture.of(PICTURE), face, GREEN)
        .withOptions(RestoreOptions.SWAP.withSteps(4));
  }

  @Test
  void theChosenFaceChangesAndNoOther() {
    RestoreResult result = pipeline.run(request(2), ProgressListener.NONE);
    assertEquals(Decision.UNCLAIMED, result.faces().get(0).decision());
    assertEquals(Decision.RESTORED, result.faces().get(1).decision());
    assertEquals("green", result.faces().get(1).person());
    int[] before = Pictures.pixels(PICTURE);
    int[] after = Pictures.pixels(result.image());
    int changed = 0;
    for (int i = 0; i < before.length; i++) {
      if (result.changed().at(i % 120, i / 120) == 0) {
        assertEquals(before[i], after[i]);
      }
      changed += before[i] == after[i] ? 0 : 1;
    }
    assertTrue(changed > 50);
    assertEquals("swap", result.provenance().task());
  }

  @Test
  void facesAreCountedFromOneFromTheLeft() {
    IllegalArgumentException third =
        assertThrows(
            IllegalArgumentException.class, () -> pipeline.run(request(3), ProgressListener.NONE));
    assertEquals(
        "the picture shows 2 faces, there is no face 3: faces count from the left",
        third.getMessage());
    assertThrows(IllegalArgumentException.class, () -> request(0));
  }
}
