package io.github.fpga.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class InpaintingTest {

  private static final NoiseSchedule SCHEDULE =
      NoiseSchedule.stableDiffusion(PredictionType.EPSILON);

  @Test
  void whatIsOutsideTheMaskStaysAndTheRestDoesNot() {
    NoiseSource random = NoiseSource.seeded(1);
    try (Scope scope = Scope.open()) {
      Tensor picture = random.gaussian(1, 4, 2, 2);
      Tensor noise = random.gaussian(1, 4, 2, 2);
      Tensor mask = Tensors.of(new float[] {1, 0, 0, 0}, 1, 1, 2, 2);
      TimestepGrid grid = TimestepGrid.of(SCHEDULE, 981, 500, 1);
      SamplerOptions options =
          SamplerOptions.NONE.withAfterStep(Inpainting.keepOutside(grid, mask, picture, noise));
      Tensor out =
          Ddim.DETERMINISTIC.sample(ToyDenoisers::sine, noise, grid, Sampler.NO_NOISE, options);
      float[] before = Tensors.floats(picture.flatten(2, 3).narrow(2, 1, 3));
      assertArrayEquals(before, Tensors.floats(out.flatten(2, 3).narrow(2, 1, 3)));
      float[] painted = Tensors.floats(picture.flatten(2, 3).narrow(2, 0, 1));
      assertFalse(Arrays.equals(painted, Tensors.floats(out.flatten(2, 3).narrow(2, 0, 1))));
    }
  }

  @Test
  void theMaskAndThePictureAreFurtherChannelsOfEveryRow() {
    NoiseSource random = NoiseSource.seeded(1);
    List<long[]> seen = new ArrayList<>();
    Denoiser recording =
        (x, t) -> {
          seen.add(Shapes.of(x));
          return x.narrow(1, 0, 4);
        };
    try (Scope scope = Scope.open()) {
      Tensor mask = Tensors.of(new float[] {1, 0, 0, 0}, 1, 1, 2, 2);
      Denoiser masked = Inpainting.masked(recording, mask, random.gaussian(1, 4, 2, 2));
      masked.predict(random.gaussian(2, 4, 2, 2), 1);
      assertArrayEquals(new long[] {2, 9, 2, 2}, seen.get(0));
    }
  }
}
