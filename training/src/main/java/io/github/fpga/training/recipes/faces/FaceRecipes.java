package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.micro.DetectorConfig;
import io.github.fpga.faces.micro.LandmarkConfig;
import io.github.fpga.faces.micro.PoseConfig;
import io.github.fpga.faces.micro.RecogniserConfig;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.TrainingLoop;
import io.github.fpga.training.TrainingTask;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.bytedeco.pytorch.Tensor;

/**
 * The recipes of the bundled face models. Each method draws its data below the folder, unless it is
 * there, and gives a loop that continues where the folder's run stopped.
 */
public final class FaceRecipes {

  /** Where a task keeps the network that is published; the rest serves training alone. */
  private static final String NETWORK = "network.";

  private FaceRecipes() {}

  /**
   * The conditioning recogniser: 1,000 steps of 48 pictures of 4,000 people.
   *
   * <p>{@code ./fpga train micro-recogniser}; about 7 CPU-minutes and half a minute for the data.
   * The loss starts at 7.4, passes 3.4 at step 120, 2.1 at step 500 and ends near 1.65. Rank-1
   * among 50 development people is 95 % after 200 steps. (The bundled weights' learning rate fell a
   * little more slowly: that run was planned longer and cut at steps 400 and 600.)
   */
  public static TrainingLoop recogniser(Path folder, IntConsumer told) {
    FaceCrops crops =
        FaceCrops.build(folder.resolve("crops"), new FaceCrops.Size(20, 50, 4), 1, told);
    return loop(
        "micro-recogniser",
        new RecogniserRecipe(Weights.random(1), RecogniserConfig.micro(), crops, 6, 7),
        config(1000, 1.5e-3),
        folder);
  }

  /**
   * The face detector: 1,500 steps of 16 windows of 192 pixels from 2,000 scenes.
   *
   * <p>{@code ./fpga train micro-detector}; 4.3 CPU-minutes and half a minute for the data. The
   * loss passes 5 at step 100, 2.4 at step 400 and ends near 1.1. On development scenes 99 % of
   * close faces and all smaller ones are found, with one false alarm in 40 pictures.
   */
  public static TrainingLoop detector(Path folder, IntConsumer told) {
    FaceScenes scenes =
        FaceScenes.whole(folder.resolve("scenes"), new FaceScenes.Size(10, 200), 3, told);
    return loop(
        "micro-detector",
        new DetectorRecipe(Weights.random(3), DetectorConfig.micro(), scenes, 16, 192, 9),
        config(1500, 1.5e-3),
        folder);
  }

  /**
   * The landmark network: 2,000 steps of 32 crops from 3,000 close views.
   *
   * <p>{@code ./fpga train micro-landmarks}; 2.9 CPU-minutes and a quarter for the data. The loss
   * passes 0.07 at step 300 and ends near 0.031, which is 2.2 % of the face box's longer side; 2.9
   * % of the face size on whole development pictures.
   */
  public static TrainingLoop landmarks(Path folder, IntConsumer told) {
    FaceScenes zooms =
        FaceScenes.zooms(folder.resolve("zooms"), new FaceScenes.Size(15, 200), 4, told);
    return loop(
        "micro-landmarks",
        new LandmarkRecipe(Weights.random(4), LandmarkConfig.micro(), zooms, 32, 10),
        config(2000, 1.5e-3),
        folder);
  }

  /**
   * The pose network: 2,000 steps of 16 people from the detector's 2,000 scenes.
   *
   * <p>{@code ./fpga train micro-pose}; 4.1 CPU-minutes and half a minute for the data. The loss
   * passes 2 at step 100 and ends near 0.94. On development scenes 95 % (half figures) to 99 %
   * (full bodies) of the visible joints are found within half a face size.
   */
  public static TrainingLoop pose(Path folder, IntConsumer told) {
    FaceScenes scenes =
        FaceScenes.whole(folder.resolve("scenes"), new FaceScenes.Size(10, 200), 3, told);
    return loop(
        "micro-pose",
        new PoseRecipe(Weights.random(5), PoseConfig.micro(), scenes, 16, 11),
        config(2000, 1.5e-3),
        folder);
  }

  /** How the bundled face models were optimised. */
  public static TrainingConfig config(long steps, double learningRate) {
    return new TrainingConfig(steps, learningRate, 100, 0.02, 1, 0.998, 200, 1_000_000, 1);
  }

  private static TrainingLoop loop(
      String recipe, TrainingTask task, TrainingConfig config, Path folder) {
    TrainingLoop loop = new TrainingLoop(task, config, folder, Map.of("recipe", recipe));
    loop.resume();
    return loop;
  }

  /**
   * Writes a run's network for use, without what served training alone.
   *
   * @param run folder of a finished run
   * @param target the file to write, for one {@code recogniser.safetensors}
   */
  public static void publish(Path run, Path target) {
    Checkpoint trained = Checkpoint.open(run.resolve("weights.safetensors"));
    Map<String, Tensor> network = new LinkedHashMap<>();
    for (String key : trained.keys()) {
      if (key.startsWith(NETWORK)) {
        network.put(key.substring(NETWORK.length()), trained.tensor(key));
      }
    }
    if (network.isEmpty()) {
      throw new IllegalArgumentException("%s holds no network".formatted(run));
    }
    Safetensors.write(target, network, trained.metadata());
  }
}
