package io.github.fpga.pipelines.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.TextRule;
import io.github.fpga.pipelines.FakeFaces;
import io.github.fpga.pipelines.TestFamily;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.IdentityWeight;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.ProgressListener;
import io.github.fpga.pipelines.run.Stage;
import io.github.fpga.tensor.CheckpointException;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratePipelineTest {

  private static final PortraitModels MODELS =
      TestFamily.toy(FakeFaces.at(new Box(8, 12, 12, 12), new Box(40, 12, 12, 12)));
  private static final Person RED = Person.of("red", List.of(FakeFaces.features(0xf02020)));
  private static final Person BLUE = Person.of("blue", List.of(FakeFaces.features(0x2020f0)));
  private static final Region LEFT = new Region(8 / 64.0, 12 / 64.0, 12 / 64.0, 12 / 64.0);
  private static final Region RIGHT = new Region(40 / 64.0, 12 / 64.0, 12 / 64.0, 12 / 64.0);

  private final GeneratePipeline pipeline = new GeneratePipeline(MODELS);

  /** Two people on 64 x 64 pixels in three steps, without restoring. */
  private static GenerateRequest request() {
    return GenerateRequest.of(
            "portrait of two people in a park", Placement.of(RED, LEFT), Placement.of(BLUE, RIGHT))
        .withSize(TestFamily.SIDE, TestFamily.SIDE)
        .withSampling(Sampling.DEFAULT.withSteps(3))
        .withRestore(null);
  }

  private BufferedImage image(GenerateRequest request) {
    return pipeline.run(request, ProgressListener.NONE).get(0).image();
  }

  private boolean same(GenerateRequest a, GenerateRequest b) {
    return Arrays.equals(Pictures.pixels(image(a)), Pictures.pixels(image(b)));
  }

  @Test
  void theSameRequestGivesTheSamePicture() {
    assertTrue(same(request(), request()));
  }

  @Test
  void everySwitchChangesThePicture() {
    Binding binding = Binding.DEFAULT;
    List<GenerateRequest> others =
        List.of(
            request().withSeed(1),
            request().withPrompt("portrait of one person in a park"),
            request().withNegativePrompt("red dress"),
            request().withStyle("ink"),
            request().withSampling(request().sampling().withSteps(4)),
            request().withSampling(request().sampling().withSampler("ddim")),
            request().withSampling(request().sampling().withGuidanceScale(1)),
            request().withSampling(request().sampling().withRescale(0.5)),
            request().withSampling(Sampling.FAST),
            request().withBinding(binding.withIdentity(false)),
            request().withBinding(binding.withMasks(MaskRule.NONE)),
            request().withBinding(binding.withLocalShare(0)),
            request().withBinding(binding.withGlobalFeatures(false)),
            request().withBinding(binding.withAlphaShift(-0.2)),
            request().withBinding(binding.withControl(0.5)),
            request().withBinding(binding.withLandmarks(1)),
            request().withBinding(binding.withControl(0).withLandmarks(1)),
            request().withBinding(binding.withMasks(MaskRule.HARD)),
            request().withBinding(binding.withControlWithoutPrompt(false)),
            request().withBinding(Binding.BASELINE),
            request().withPeople(List.of(Placement.of(BLUE, LEFT), Placement.of(RED, RIGHT))),
            request()
                .withPeople(
                    List.of(Placement.of(RED, LEFT).withWeight(0.5), Placement.of(BLUE, RIGHT))),
            request()
                .withPeople(
                    List.of(
                        Placement.of(RED, LEFT).withPrompt("red dress"),
                        Placement.of(BLUE, RIGHT))));
    int[] plain = Pictures.pixels(image(request()));
    for (int i = 0; i < others.size(); i++) {
      assertFalse(Arrays.equals(plain, Pictures.pixels(image(others.get(i)))), "request " + i);
    }
  }

  @Test
  void theRuleOfPersonalTextsMatters() {
    GenerateRequest dressed =
        request()
            .withPeople(
                List.of(
                    Placement.of(RED, LEFT).withPrompt("wearing red dress"),
                    Placement.of(BLUE, RIGHT)));
    assertFalse(same(dressed, dressed.withBinding(Binding.DEFAULT.withTexts(TextRule.ADD))));
  }

  @Test
  void weightZeroIsNobody() {
    GenerateRequest silent =
        request()
            .withPeople(
                List.of(
                    Placement.of(RED, LEFT).withWeight(0),
                    Placement.of(BLUE, RIGHT).withWeight(0)));
    assertTrue(same(silent, request().withBinding(Binding.DEFAULT.withIdentity(false))));
  }

  @Test
  void aWeightThatChangesIsNeitherOfItsEnds() {
    GenerateRequest rising = weighing(new IdentityWeight(0.2, 1));
    assertFalse(same(rising, weighing(IdentityWeight.steady(0.2))));
    assertFalse(same(rising, weighing(IdentityWeight.steady(1))));
    assertFalse(same(rising, weighing(new IdentityWeight(1, 0.2))));
  }

  private static GenerateRequest weighing(IdentityWeight weight) {
    return request()
        .withPeople(List.of(Placement.of(RED, LEFT).withWeight(weight), Placement.of(BLUE, RIGHT)));
  }

  @Test
  void theIthPictureIsTheOneOfItsSeed() {
    List<GenerateResult> three =
        pipeline.run(request().withSeed(7).withCount(3), ProgressListener.NONE);
    assertEquals(3, three.size());
    int[] alone = Pictures.pixels(image(request().withSeed(9)));
    assertArrayEquals(alone, Pictures.pixels(three.get(2).image()));
    assertEquals(9, three.get(2).provenance().seed());
    assertEquals(1, three.get(2).provenance().request().get("count").asInt());
  }

  @Test
  void aPictureWithoutPeopleNeedsNoLayout() {
    GenerateResult result =
        pipeline.run(request().withPeople(List.of()), ProgressListener.NONE).get(0);
    assertTrue(result.regions().isEmpty());
    assertTrue(result.pose().people().isEmpty());
  }

  @Test
  void withoutRegionsALayoutIsChosenAndReported() {
    GenerateResult result =
        pipeline
            .run(
                request().withPeople(List.of(Placement.of(RED), Placement.of(BLUE))),
                ProgressListener.NONE)
            .get(0);
    assertEquals(2, result.regions().size());
    assertEquals(2, result.pose().people().size());
    assertTrue(result.regions().get(0).x() < result.regions().get(1).x());
  }

  @Test
  void restoringChangesFacesOnly() {
    GenerateResult result =
        pipeline
            .run(
                request()
                    .withRestore(
                        RestoreOptions.DEFAULT
                            .withSteps(4)
                            .withDoes(RestoreOptions.DEFAULT.does().withGate(false))),
                ProgressListener.NONE)
            .get(0);
    assertEquals(2, result.faces().size());
    int[] before = Pictures.pixels(result.unrestored());
    int[] after = Pictures.pixels(result.image());
    int changed = 0;
    for (int i = 0; i < before.length; i++) {
      if (result.changed().at(i % TestFamily.SIDE, i / TestFamily.SIDE) == 0) {
        assertEquals(before[i], after[i]);
      } else if (before[i] != after[i]) {
        changed++;
      }
    }
    assertTrue(changed > 20, "changed pixels: " + changed);
    assertTrue(result.times().wall().containsKey(Stage.INVERT));
  }

  @Test
  void withoutRestoringThePictureIsTheUnrestoredOne() {
    GenerateResult result = pipeline.run(request(), ProgressListener.NONE).get(0);
    assertSame(result.image(), result.unrestored());
    assertTrue(result.faces().isEmpty());
  }

  @Test
  void fewStepsTakeOneEvaluationEachByOtherWeights() {
    GenerateRequest fast = request().withSampling(Sampling.FAST);
    List<String> steps = new ArrayList<>();
    GenerateResult result =
        pipeline
            .run(
                fast.withRestore(RestoreOptions.DEFAULT.fast()),
                (stage, step, total, preview) -> steps.add(stage.words() + " " + step))
            .get(0);
    assertTrue(steps.contains("denoise 4") && !steps.contains("denoise 5"), steps.toString());
    assertTrue(steps.contains("invert 4") && !steps.contains("invert 5"), steps.toString());
    assertTrue(steps.contains("restore 4") && !steps.contains("restore 5"), steps.toString());
    assertArrayEquals(
        Pictures.pixels(result.unrestored()), Pictures.pixels(image(fast)), "not deterministic");
    Sampling undistilled = new Sampling("lcm", 4, 1, 0, false);
    assertFalse(same(fast, request().withSampling(undistilled)));
  }

  @Test
  void distilledModesAreMissingFromSomeFamilies() {
    try (PortraitModels without = TestFamily.toyWithoutOptional(FakeFaces.at())) {
      CheckpointException e =
          assertThrows(
              CheckpointException.class,
              () ->
                  new GeneratePipeline(without)
                      .run(request().withSampling(Sampling.FAST), ProgressListener.NONE));
      assertTrue(
          e.getMessage().contains("fewstep.safetensors")
              && e.getMessage().contains("fpga train fewstep"),
          e.getMessage());
    }
  }

  @Test
  void theBaselineIsMissingFromSomeFamilies() {
    try (PortraitModels without = TestFamily.toyWithoutOptional(FakeFaces.at())) {
      CheckpointException e =
          assertThrows(
              CheckpointException.class,
              () ->
                  new GeneratePipeline(without)
                      .run(request().withBinding(Binding.BASELINE), ProgressListener.NONE));
      assertTrue(e.getMessage().contains("controlnet.safetensors"), e.getMessage());
    }
  }

  @Test
  void theListenerSeesStagesAndPreviewsAndMayCancel() {
    List<String> seen = new ArrayList<>();
    CancelledException e =
        assertThrows(
            CancelledException.class,
            () ->
                pipeline.run(
                    request(),
                    (stage, step, total, preview) -> {
                      seen.add(stage.words() + " " + step + "/" + total);
                      if (stage == Stage.DENOISE && step == 1) {
                        assertEquals(TestFamily.SIDE, preview.get().orElseThrow().getWidth());
                      }
                      return stage != Stage.DENOISE || step < 2;
                    }));
    assertEquals("cancelled after step 2 of 3", e.getMessage());
    assertEquals(
        List.of("text 0/1", "identities 0/1", "denoise 0/3", "denoise 1/3", "denoise 2/3"), seen);
  }

  @Test
  void mostOfTheTimeIsCounted() {
    GenerateResult result = pipeline.run(request(), ProgressListener.NONE).get(0);
    assertTrue(result.times().wall().get(Stage.DENOISE).toNanos() > 0);
    assertTrue(result.times().networkShare() > 0 && result.times().networkShare() <= 1);
    assertTrue(result.times().seconds().containsKey("total"));
  }
}
