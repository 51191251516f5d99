package io.github.fpga.pipelines;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.faces.Box;
import io.github.fpga.pipelines.diir.DiirPipeline;
import io.github.fpga.pipelines.diir.DiirSteps;
import io.github.fpga.pipelines.diir.InputPicture;
import io.github.fpga.pipelines.diir.InvertPipeline;
import io.github.fpga.pipelines.diir.InvertRequest;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.diir.RestoreRequest;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.generate.Binding;
import io.github.fpga.pipelines.generate.GeneratePipeline;
import io.github.fpga.pipelines.generate.GenerateRequest;
import io.github.fpga.pipelines.generate.Sampling;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.ProgressListener;
import io.github.fpga.pipelines.run.Stage;
import io.github.fpga.testkit.NativeMemory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No call leaves native memory behind, neither a finished nor a cancelled one. */
class PipelinesLifetimeTest {

  private static final PortraitModels MODELS =
      TestFamily.toy(FakeFaces.at(new Box(24, 24, 12, 12)));
  private static final Placement RED =
      Placement.of(Person.of("red", List.of(FakeFaces.features(0xf02020)))).withPrompt("smiling");
  private static final RestoreOptions OPTIONS =
      RestoreOptions.DEFAULT.withSteps(2).withReject(1).withDoes(DiirSteps.ALL.withGate(false));

  private static GenerateRequest request() {
    return GenerateRequest.of("a portrait", RED)
        .withSize(64, 64)
        .withSampling(Sampling.DEFAULT.withSteps(1))
        .withRestore(OPTIONS);
  }

  @Test
  void generatingAndRestoring() {
    GeneratePipeline pipeline = new GeneratePipeline(MODELS);
    GenerateRequest baseline = request().withBinding(Binding.BASELINE).withRestore(null);
    NativeMemory.assertFlat(40, () -> pipeline.run(request(), ProgressListener.NONE));
    NativeMemory.assertFlat(20, () -> pipeline.run(baseline, ProgressListener.NONE));
  }

  @Test
  void restoringAlone() {
    DiirPipeline pipeline = new DiirPipeline(MODELS);
    RestoreRequest request =
        RestoreRequest.of(InputPicture.of(FakeFaces.picture(64, 64)), RED).withOptions(OPTIONS);
    NativeMemory.assertFlat(
        40, () -> pipeline.run(List.of(request, request), ProgressListener.NONE));
  }

  @Test
  void inverting() {
    InvertPipeline pipeline = new InvertPipeline(MODELS);
    InvertRequest request =
        InvertRequest.of(InputPicture.of(FakeFaces.picture(64, 64))).withOptions(OPTIONS);
    NativeMemory.assertFlat(40, () -> pipeline.run(request, ProgressListener.NONE));
  }

  @Test
  void cancellingAtEveryStage() {
    GeneratePipeline pipeline = new GeneratePipeline(MODELS);
    NativeMemory.assertFlat(
        4,
        () -> {
          for (Stage stop : Stage.values()) {
            for (int step = 0; step < 2; step++) {
              cancelled(pipeline, stop, step);
            }
          }
        });
  }

  private static void cancelled(GeneratePipeline pipeline, Stage stop, int last) {
    try {
      pipeline.run(
          request(),
          (stage, step, total, preview) -> {
            preview.get();
            return stage != stop || step < last;
          });
    } catch (CancelledException expected) {
      // What counts is what it leaves behind. A stage of one step is only announced, so step 1 may
      // never come.
    }
  }

  @Test
  void theMicroFamilysShapes() {
    try (PortraitModels micro = TestFamily.micro(MicroShapes.at(new Box(100, 100, 40, 40)))) {
      Person anna = MicroShapes.person("anna", 1);
      RestoreRequest request =
          RestoreRequest.of(InputPicture.of(FakeFaces.picture(256, 256)), Placement.of(anna))
              .withOptions(OPTIONS);
      DiirPipeline pipeline = new DiirPipeline(micro);
      NativeMemory.assertFlat(20, () -> pipeline.run(List.of(request), ProgressListener.NONE));
    }
  }
}
