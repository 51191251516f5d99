package io.github.fpga.pipelines.diir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.MaskKind;
import io.github.fpga.faces.Pictures;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.pipelines.FakeFaces;
import io.github.fpga.pipelines.TestFamily;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.IdentityWeight;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.ProgressListener;
import io.github.fpga.pipelines.run.Stage;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiirPipelineTest {

  private static final PortraitModels MODELS = TestFamily.toy(FakeFaces.byColour());
  private static final Box LEFT = new Box(20, 30, 16, 16);
  private static final Box RIGHT = new Box(80, 26, 18, 18);
  private static final int RED = 0xe02020;
  private static final int BLUE = 0x2020e0;

  /** Red at the left, blue at the right, which the detector finds in the other order. */
  private static final BufferedImage PICTURE = FakeFaces.picture(120, 80, LEFT, RED, RIGHT, BLUE);

  private static final Person ANNA = Person.of("anna", List.of(FakeFaces.features(RED)));
  private static final Person BEN = Person.of("ben", List.of(FakeFaces.features(BLUE)));

  /** Without the gate: random weights make nobody more alike. */
  private static final RestoreOptions OPTIONS =
      RestoreOptions.DEFAULT.withSteps(5).withDoes(DiirSteps.ALL.withGate(false));

  private final DiirPipeline pipeline = new DiirPipeline(MODELS);

  private static RestoreRequest request(Placement... people) {
    return RestoreRequest.of(InputPicture.of(PICTURE), people).withOptions(OPTIONS);
  }

  private RestoreResult restore(RestoreRequest request) {
    return pipeline.run(List.of(request), ProgressListener.NONE).get(0);
  }

  private static void assertSameOutside(BufferedImage before, RestoreResult result) {
    int[] a = Pictures.pixels(before);
    int[] b = Pictures.pixels(result.image());
    int width = before.getWidth();
    for (int i = 0; i < a.length; i++) {
      if (result.changed().at(i % width, i / width) == 0) {
        assertEquals(a[i], b[i], "pixel %d,%d".formatted(i % width, i / width));
      }
    }
  }

  /** What a comparison of methods looks at: also what pasting hides, also faces not kept. */
  @Test
  void tellsTheCropsBeforePasting() {
    RestoreOptions strict = OPTIONS.withDoes(DiirSteps.ALL).withGateMargin(1).withRecognised(-1);
    RestoreResult result =
        restore(request(Placement.of(BEN), Placement.of(ANNA)).withOptions(strict));
    assertEquals(2, result.crops().size());
    for (WorkedCrop crop : result.crops()) {
      assertEquals(crop.before().getWidth(), crop.after().getWidth());
      assertEquals(crop.before().getWidth(), crop.mask().width());
      int side = crop.before().getWidth();
      Box all = new Box(0, 0, side, side);
      assertTrue(changedIn(all, crop.before(), crop.after()) > side);
    }
    assertEquals(List.of(0, 1), result.crops().stream().map(WorkedCrop::person).toList());
    assertEquals(0, changedIn(new Box(0, 0, 120, 80), PICTURE, result.image()));
  }

  private static int changedIn(Box box, BufferedImage before, BufferedImage after) {
    int changed = 0;
    for (int y = (int) box.y(); y < box.y() + box.height(); y++) {
      for (int x = (int) box.x(); x < box.x() + box.width(); x++) {
        changed += before.getRGB(x, y) == after.getRGB(x, y) ? 0 : 1;
      }
    }
    return changed;
  }

  @Test
  void everythingOutsideTheMasksIsBitIdentical() {
    RestoreResult result = restore(request(Placement.of(ANNA), Placement.of(BEN)));
    assertSameOutside(PICTURE, result);
    assertTrue(changedIn(LEFT, PICTURE, result.image()) > 50);
    assertTrue(changedIn(RIGHT, PICTURE, result.image()) > 50);
    // Never beyond 1.6 times the face box.
    Box limit = LEFT.scaled(1.6);
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 55; x++) {
        boolean outside =
            x + 1 < limit.x()
                || x > limit.x() + limit.width()
                || y + 1 < limit.y()
                || y > limit.y() + limit.height();
        assertTrue(!outside || result.changed().at(x, y) == 0, x + "," + y);
      }
    }
    assertEquals(result.changed().toMask().at(28, 38), result.changed().at(28, 38), 1e-6);
  }

  @Test
  void aFaceNobodyClaimsStaysAsItIs() {
    RestoreResult result = restore(request(Placement.of(BEN)));
    assertEquals(0, changedIn(LEFT, PICTURE, result.image()));
    assertTrue(changedIn(RIGHT, PICTURE, result.image()) > 50);
    FaceReport left = result.faces().get(0);
    assertEquals(1, left.index());
    assertEquals(Decision.UNCLAIMED, left.decision());
    assertNull(left.person());
    assertEquals("ben", result.faces().get(1).person());
    assertEquals(Decision.RESTORED, result.faces().get(1).decision());
  }

  @Test
  void aFaceNobodyClaimsStaysAsItIsEvenInsideAnothersMask() {
    Box neighbour = new Box(38, 30, 16, 16);
    BufferedImage close = FakeFaces.picture(120, 80, LEFT, RED, neighbour, BLUE);
    RestoreRequest request =
        RestoreRequest.of(InputPicture.of(close), Placement.of(ANNA))
            .withOptions(OPTIONS.withMask(MaskKind.HEAD));
    RestoreResult result = restore(request);
    assertTrue(changedIn(LEFT, close, result.image()) > 50);
    assertEquals(0, changedIn(neighbour, close, result.image()));
    assertTrue(changedIn(new Box(36, 30, 2, 16), close, result.image()) > 0);
  }

  @Test
  void peopleAreAssignedByLikenessAndRegionNotByOrder() {
    for (List<Placement> people :
        List.of(
            List.of(Placement.of(ANNA), Placement.of(BEN)),
            List.of(Placement.of(BEN), Placement.of(ANNA)))) {
      RestoreResult result = restore(request(people.toArray(Placement[]::new)));
      assertEquals("anna", result.faces().get(0).person());
      assertEquals("ben", result.faces().get(1).person());
    }
    // The region outweighs the likeness where it says something else.
    Person likeBoth = Person.of("both", List.of(FakeFaces.features(0xe020e0)));
    RestoreResult placed = restore(request(Placement.of(likeBoth, Region.of(RIGHT, 120, 80))));
    assertEquals("both", placed.faces().get(1).person());
  }

  @Test
  void somebodyWhoIsNotThereIsNamed() {
    Person green = Person.of("green", List.of(FakeFaces.features(0x20f020)));
    RestoreResult result = restore(request(Placement.of(green), Placement.of(BEN)));
    assertEquals(List.of("green"), result.unfound());
    assertEquals(0, changedIn(LEFT, PICTURE, result.image()));
  }

  @Test
  void anEmptyRegionGetsAFaceFromTheTemplate() {
    Region empty = new Region(50 / 120.0, 30 / 80.0, 14 / 120.0, 14 / 80.0);
    RestoreRequest request = request(Placement.of(ANNA, empty));
    RestoreRequest onlyBlue =
        request.withPicture(InputPicture.of(FakeFaces.picture(120, 80, RIGHT, BLUE)));
    RestoreResult made = restore(onlyBlue);
    FaceReport report = made.faces().get(0);
    assertEquals(PointsFrom.TEMPLATE, report.points());
    assertEquals(0, report.index());
    assertTrue(report.reason().contains("no face was found"), report.reason());
    assertEquals(Decision.UNCLAIMED, made.faces().get(1).decision());
    RestoreResult without =
        restore(onlyBlue.withOptions(OPTIONS.withDoes(OPTIONS.does().withTemplate(false))));
    assertEquals(List.of("anna"), without.unfound());
    assertArrayEquals(
        Pictures.pixels(onlyBlue.picture().image()), Pictures.pixels(without.image()));
  }

  @Test
  void strengthZeroReturnsThePicture() {
    RestoreResult result =
        restore(request(Placement.of(ANNA)).withOptions(OPTIONS.withStrength(0)));
    assertArrayEquals(Pictures.pixels(PICTURE), Pictures.pixels(result.image()));
    assertEquals(Decision.UNCHANGED, result.faces().get(0).decision());
    assertEquals(0, result.changed().toMask().coverage());
  }

  @Test
  void everySwitchChangesThePicture() {
    DiirSteps does = OPTIONS.does();
    List<RestoreOptions> others =
        List.of(
            OPTIONS.withDoes(does.withInversion(false)),
            OPTIONS.withDoes(does.withReplay(false)),
            OPTIONS.withDoes(does.withSoftBorder(false)),
            OPTIONS.withDoes(does.withLandmarkControl(false)),
            OPTIONS.withDoes(does.withIdentity(false)),
            OPTIONS.withDoes(does.withColourMatch(false)),
            OPTIONS.withMask(MaskKind.FACE),
            OPTIONS.withSteps(6),
            OPTIONS.withStrength(0.5),
            OPTIONS.withFreshNoise(0.1),
            OPTIONS.withGuidanceScale(1),
            OPTIONS.withIdentityScale(1),
            OPTIONS.withLocalShare(0),
            OPTIONS.withControl(0.5),
            OPTIONS.withRefinements(1),
            OPTIONS.withBinding(MaskRule.NONE),
            OPTIONS.fast());
    RestoreRequest request = request(Placement.of(ANNA));
    int[] plain = Pictures.pixels(restore(request).image());
    for (int i = 0; i < others.size(); i++) {
      int[] other = Pictures.pixels(restore(request.withOptions(others.get(i))).image());
      assertFalse(Arrays.equals(plain, other), "options " + i);
    }
    assertFalse(Arrays.equals(plain, Pictures.pixels(restore(request.withSeed(1)).image())));
    Placement fading = Placement.of(ANNA).withWeight(new IdentityWeight(1, 0));
    assertFalse(
        Arrays.equals(
            plain, Pictures.pixels(restore(request.withPeople(List.of(fading))).image())));
    assertFalse(
        Arrays.equals(plain, Pictures.pixels(restore(request.withPrompt("red dress")).image())));
  }

  /** With nobody to be guided to it leads nowhere, whereas guidance by words still does. */
  @Test
  void identityGuidanceStrengthensThePersonAlone() {
    RestoreOptions plain =
        OPTIONS
            .withDoes(OPTIONS.does().withIdentity(false))
            .withGuidanceScale(1)
            .withIdentityScale(1);
    BufferedImage unguided = restored(plain);
    assertEquals(0, difference(unguided, restored(plain.withIdentityScale(6))), 0.01);
    assertTrue(difference(unguided, restored(plain.withGuidanceScale(6))) > 0.1);
  }

  private BufferedImage restored(RestoreOptions options) {
    return restore(request(Placement.of(ANNA)).withOptions(options)).image();
  }

  /** Of the green channel, mean over pixels. */
  private static double difference(BufferedImage a, BufferedImage b) {
    int[] x = Pictures.pixels(a);
    int[] y = Pictures.pixels(b);
    return IntStream.range(0, x.length)
        .mapToDouble(i -> Math.abs((x[i] >> 8 & 255) - (y[i] >> 8 & 255)))
        .average()
        .orElseThrow();
  }

  @Test
  void theGateKeepsTheOldFaceWhereTheNewOneIsNoBetter() {
    RestoreRequest gated = request(Placement.of(ANNA)).withOptions(OPTIONS.withDoes(DiirSteps.ALL));
    RestoreResult kept = restore(gated);
    FaceReport report = kept.faces().get(0);
    assertEquals(Decision.KEPT, report.decision());
    assertTrue(report.before() > report.after(), report.toString());
    assertTrue(report.reason().contains("not more like anna"), report.reason());
    assertArrayEquals(Pictures.pixels(PICTURE), Pictures.pixels(kept.image()));
    assertEquals(0, kept.changed().toMask().coverage());
  }

  @Test
  void theGateKeepsOneFaceAndLetsAnotherPass() {
    // Cyan is as unlike red as can be: whatever the network paints is more like cyan.
    Person cyan = Person.of("cyan", List.of(FakeFaces.features(0x20e0e0)));
    RestoreRequest request =
        request(Placement.of(cyan, Region.of(LEFT, 120, 80)), Placement.of(BEN))
            .withOptions(OPTIONS.withReject(1).withDoes(DiirSteps.ALL));
    RestoreResult result = restore(request);
    FaceReport left = result.faces().get(0);
    FaceReport right = result.faces().get(1);
    assertEquals(Decision.RESTORED, left.decision());
    assertTrue(left.after() >= left.before() + 0.02, left.toString());
    assertTrue(left.reason().startsWith("similarity to cyan went from"), left.reason());
    assertTrue(changedIn(LEFT, PICTURE, result.image()) > 0);
    assertEquals(Decision.KEPT, right.decision());
    assertEquals(0, changedIn(RIGHT, PICTURE, result.image()));
    assertSameOutside(PICTURE, result);
  }

  @Test
  void aBatchOfPicturesEqualsOneByOne() {
    Box other = new Box(30, 20, 24, 24);
    BufferedImage second = FakeFaces.picture(90, 90, other, RED);
    RestoreRequest a = request(Placement.of(ANNA), Placement.of(BEN));
    RestoreRequest b =
        a.withPicture(InputPicture.of(second)).withPeople(List.of(Placement.of(ANNA)));
    List<RestoreResult> together = pipeline.run(List.of(a, b), ProgressListener.NONE);
    assertClose(restore(a).image(), together.get(0).image());
    assertClose(restore(b).image(), together.get(1).image());
    assertEquals(2, together.get(0).provenance().batch());
    assertEquals(together.get(0).provenance().request(), restore(a).provenance().request());
  }

  /** One level: rounding of a batch's matrix products. */
  private static void assertClose(BufferedImage a, BufferedImage b) {
    int[] x = Pictures.pixels(a);
    int[] y = Pictures.pixels(b);
    for (int i = 0; i < x.length; i++) {
      for (int shift = 0; shift <= 16; shift += 8) {
        assertEquals(x[i] >> shift & 255, y[i] >> shift & 255, 1);
      }
    }
  }

  @Test
  void facesAtTheEdgeOfALargePictureAreWorkedOn() {
    Box corner = new Box(560, 0, 40, 40);
    Box large = new Box(100, 100, 200, 200);
    BufferedImage picture = FakeFaces.picture(600, 400, large, BLUE, corner, RED);
    RestoreRequest request =
        request(Placement.of(ANNA), Placement.of(BEN)).withPicture(InputPicture.of(picture));
    RestoreResult result = restore(request);
    assertTrue(changedIn(new Box(565, 5, 30, 30), picture, result.image()) > 0);
    assertTrue(changedIn(large, picture, result.image()) > 0);
    assertSameOutside(picture, result);
  }

  @Test
  void theInputsTextIsKept() {
    InputPicture input =
        new InputPicture(PICTURE, "in.png", "00", Map.of("Title", "two", "fpga.request", "old"));
    RestoreResult result = restore(request(Placement.of(ANNA)).withPicture(input));
    assertEquals("two", result.pngText().get("Title"));
    assertTrue(result.pngText().get("fpga.request").contains("\"task\":\"restore\""));
    assertEquals("old", result.pngText().get("fpga.input.request"));
  }

  @Test
  void theListenerMayCancelTheInversion() {
    assertThrows(
        CancelledException.class,
        () ->
            pipeline.run(
                List.of(request(Placement.of(ANNA))),
                (stage, step, total, preview) -> stage != Stage.INVERT || step < 1));
  }

  @Test
  void requestsAreChecked() {
    IllegalArgumentException nobody = assertThrows(IllegalArgumentException.class, () -> request());
    assertEquals("restoring needs at least one person", nobody.getMessage());
    Region region = Region.of(LEFT, 120, 80);
    IllegalArgumentException overlap =
        assertThrows(
            IllegalArgumentException.class,
            () -> request(Placement.of(ANNA, region), Placement.of(BEN, region)));
    assertTrue(
        overlap.getMessage().contains("anna") && overlap.getMessage().contains("ben"),
        overlap.getMessage());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> OPTIONS.withStrength(1.5))
            .getMessage()
            .contains("strength must be in [0.0, 1.0], got 1.5"));
  }
}
