package io.github.fpga.benchmarks;

import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.diffusion.PredictionType;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.TrainingTask;
import io.github.fpga.training.recipes.PublicModeRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;

/**
 * Training of RepControlNet on Stable Diffusion 1.5 at its full size with random weights and noise
 * for pictures: the loss, seconds and peak memory of every step. Arguments: side in pixels (512),
 * steps (20). Leaves nothing, but needs 8 GB of disk for the state that a run writes at its end.
 */
public final class ControlTraining {

  private ControlTraining() {}

  public static void main(String[] args) throws IOException {
    int side = args.length > 0 ? Integer.parseInt(args[0]) : 512;
    int steps = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    Engine.start();
    PublicNetworks networks = PublicNetworks.of("sd15", Precision.BF16);
    RandomFile file = new RandomFile(Precision.BF16.type());
    UNetConfig config = networks.unetConfig();
    // Asks for every weight, so that the file knows what it holds, and draws none yet.
    new UNet2DConditionModel(Weights.of(file), config);
    PublicModeRecipe recipe =
        new PublicModeRecipe(
            Weights.of(file).converted(Precision.BF16.type()),
            config,
            NoiseSchedule.stableDiffusion(PredictionType.EPSILON),
            (random, unprompted) -> noise(random, config, side),
            1);
    Path folder = Files.createTempDirectory("control-training");
    try {
      TrainingTask told = new Told(recipe, System.nanoTime());
      new TrainingLoop(told, PublicModeRecipe.CONFIG.withSteps(steps), folder, Map.of())
          .run(() -> false);
      System.out.printf("with the state written, peak %d MiB%n", Memory.peakMiB());
    } finally {
      for (String name : new String[] {"state.safetensors", "weights.safetensors"}) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
  }

  private static PublicModeRecipe.Sample noise(
      RandomGenerator random, UNetConfig config, int side) {
    NoiseSource noise = NoiseSource.seeded(random.nextLong());
    int cells = side / 8;
    return new PublicModeRecipe.Sample(
        noise.gaussian(1, config.inChannels(), cells, cells),
        Tensors.mul(noise.gaussian(1, 3, side, side).abs(), 0.2),
        noise.gaussian(1, PublicNetworks.TOKENS, config.crossAttentionDim()));
  }

  /** A task that says what every step came to. */
  private static final class Told implements TrainingTask {

    private final TrainingTask task;
    private long last;

    Told(TrainingTask task, long start) {
      this.task = task;
      last = start;
    }

    @Override
    public Map<String, Tensor> leaves() {
      return task.leaves();
    }

    /** The seconds are those since the step before, its way back and update included. */
    @Override
    public Tensor loss(long step) {
      double seconds = (System.nanoTime() - last) / 1e9;
      last = System.nanoTime();
      Tensor loss = task.loss(step);
      System.out.printf(
          "step %3d, loss %.4f, %7.2f s since the one before, peak %6d MiB%n",
          step, Tensors.scalar(loss), seconds, Memory.peakMiB());
      return loss;
    }
  }
}
