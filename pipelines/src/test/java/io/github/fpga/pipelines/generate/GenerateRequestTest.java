package io.github.fpga.pipelines.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.pipelines.FakeFaces;
import io.github.fpga.pipelines.layout.Layout;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.layout.Shot;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.Placement;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerateRequestTest {

  private static final Person ANNA = Person.of("anna", List.of(FakeFaces.features(0xff0000)));
  private static final Person BEN = Person.of("ben", List.of(FakeFaces.features(0x0000ff)));
  private static final Region LEFT = new Region(0.2, 0.3, 0.1, 0.1);
  private static final Region RIGHT = new Region(0.6, 0.3, 0.1, 0.1);

  private static GenerateRequest request(Placement... people) {
    return GenerateRequest.of("a portrait", people);
  }

  private static String message(Runnable body) {
    return assertThrows(IllegalArgumentException.class, body::run).getMessage();
  }

  @Test
  void messagesSayWhatIsWrongAndWhatIsAllowed() {
    assertEquals(
        "the prompt is empty: say what the picture shows",
        message(() -> request().withPrompt(" ")));
    assertEquals(
        "width must be a multiple of 8 from 64 to 2048, got 250",
        message(() -> request().withSize(250, 256)));
    assertEquals(
        "height must be a multiple of 8 from 64 to 2048, got 4096",
        message(() -> request().withSize(256, 4096)));
    assertEquals("count must be from 1 to 1000, got 0", message(() -> request().withCount(0)));
    assertTrue(
        message(() -> Sampling.DEFAULT.withSampler("magic"))
            .startsWith("unknown sampler 'magic', known: ddim"));
    assertEquals(
        "steps must be from 1 to 1000, got 0", message(() -> Sampling.DEFAULT.withSteps(0)));
    assertTrue(message(() -> Sampling.DEFAULT.withGuidanceScale(Double.NaN)).contains("guidance"));
    assertTrue(message(() -> Binding.DEFAULT.withControl(-1)).contains("control"));
    assertTrue(
        message(() -> Placement.of(ANNA).withWeight(9)).contains("a weight must be in [0, 3]"));
  }

  @Test
  void whatWasDistilledTogetherStaysTogether() {
    assertEquals(4, Sampling.FAST.steps());
    assertEquals(8, Sampling.FAST.withSteps(8).steps());
    assertEquals(
        "the distilled modes need the sampler lcm and guidance 1, which is worked in: got lcm and"
            + " 3.0",
        message(() -> Sampling.FAST.withGuidanceScale(3)));
    assertTrue(message(() -> Sampling.FAST.withSampler("ddim")).contains("got ddim and 1.0"));
    assertEquals(
        "the distilled modes know 50 noise levels, got 51 steps",
        message(() -> Sampling.FAST.withSteps(51)));
    assertTrue(
        message(() -> request().withSampling(Sampling.FAST).withBinding(Binding.BASELINE))
            .contains("baseline"));
  }

  @Test
  void regionsAreForEveryoneOrNobody() {
    assertEquals(
        "ben has no region: give every person a region, or none",
        message(() -> request(Placement.of(ANNA, LEFT), Placement.of(BEN))));
  }

  @Test
  void overlappingRegionsAreNamed() {
    String message =
        message(
            () ->
                request(
                    Placement.of(ANNA, LEFT), Placement.of(BEN, new Region(0.22, 0.3, 0.1, 0.1))));
    assertTrue(message.contains("anna") && message.contains("ben"), message);
  }

  @Test
  void aPoseNeedsABodyPerPerson() {
    assertEquals(
        "the pose has 1 bodies for 2 people",
        message(
            () ->
                request(Placement.of(ANNA, LEFT), Placement.of(BEN, RIGHT))
                    .withPose(Layout.of(Shot.HALF, 1, 256, 256).pose())));
  }

  @Test
  void crowdsAreRefused() {
    Placement[] many = Collections.nCopies(9, Placement.of(ANNA)).toArray(Placement[]::new);
    assertEquals("at most 8 people, got 9", message(() -> request(many)));
  }

  @Test
  void aSceneryPutsEveryoneInTheirPlace() {
    Scenery given = Scenery.of(request(Placement.of(ANNA, LEFT), Placement.of(BEN, RIGHT)));
    assertEquals(List.of(LEFT, RIGHT), given.layout().regions());
    Scenery chosen = Scenery.of(request(Placement.of(ANNA), Placement.of(BEN)));
    assertEquals(chosen.layout().regions().get(1), chosen.people().get(1).region());
    Layout layout = Layout.of(Shot.FULL, 2, 256, 256);
    Scenery posed =
        Scenery.of(request(Placement.of(ANNA), Placement.of(BEN)).withPose(layout.pose()));
    assertTrue(posed.layout().face(0).iou(layout.face(0)) > 0.85);
    assertEquals(layout.pose(), posed.layout().pose());
  }
}
