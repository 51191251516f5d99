package io.github.fpga.training.recipes.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.faces.micro.DetectorConfig;
import io.github.fpga.faces.micro.LandmarkConfig;
import io.github.fpga.faces.micro.PoseConfig;
import io.github.fpga.faces.micro.RecogniserConfig;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.TrainingTask;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of the face models on eight samples each. */
class FaceRecipesTest {

  @TempDir static Path data;
  @TempDir Path run;

  private static FaceCrops crops;
  private static FaceScenes scenes;
  private static FaceScenes zooms;

  @BeforeAll
  static void draw() {
    crops = FaceCrops.build(data.resolve("crops"), new FaceCrops.Size(1, 1, 2), 1, i -> {});
    scenes = FaceScenes.whole(data.resolve("scenes"), new FaceScenes.Size(1, 8), 1, i -> {});
    zooms = FaceScenes.zooms(data.resolve("zooms"), new FaceScenes.Size(1, 8), 1, i -> {});
  }

  private static TrainingTask recogniser() {
    return new RecogniserRecipe(Weights.random(1), RecogniserConfig.toy(), crops, 1, 1);
  }

  private static TrainingTask detector() {
    return new DetectorRecipe(Weights.random(1), DetectorConfig.toy(), scenes, 8, 96, 1);
  }

  private static TrainingTask landmarks() {
    return new LandmarkRecipe(Weights.random(1), LandmarkConfig.toy(), zooms, 8, 1);
  }

  private static TrainingTask pose() {
    return new PoseRecipe(Weights.random(1), PoseConfig.toy(), scenes, 4, 1);
  }

  @Test
  void recogniserOverfitsEightSamples() {
    RecipeChecks.overfits(recogniser(), 60, 0.5, run);
  }

  @Test
  void recogniserResumes() {
    RecipeChecks.resumes(FaceRecipesTest::recogniser, run);
  }

  @Test
  void detectorOverfitsEightSamples() {
    RecipeChecks.overfits(detector(), 60, 0.5, run);
  }

  @Test
  void detectorResumes() {
    RecipeChecks.resumes(FaceRecipesTest::detector, run);
  }

  @Test
  void landmarksOverfitEightSamples() {
    RecipeChecks.overfits(landmarks(), 60, 0.5, run);
  }

  @Test
  void landmarksResume() {
    RecipeChecks.resumes(FaceRecipesTest::landmarks, run);
  }

  @Test
  void poseOverfitsEightSamples() {
    RecipeChecks.overfits(pose(), 100, 0.5, run);
  }

  @Test
  void poseResumes() {
    RecipeChecks.resumes(FaceRecipesTest::pose, run);
  }

  @Test
  void mirroringLandmarksTwiceIsNothing() {
    int[] mirrored = LandmarkRecipe.mirrored();
    for (int k = 0; k < mirrored.length; k++) {
      assertEquals(k, mirrored[mirrored[k]]);
    }
    assertEquals(45, mirrored[36]);
    assertEquals(54, mirrored[48]);
  }

  @Test
  void storedPeopleAreThoseOfThePicture() {
    try (Scope scope = Scope.open()) {
      for (int i = 0; i < scenes.size(); i++) {
        for (FaceScenes.Target person : scenes.people(i)) {
          assertEquals(
              person.skeleton().joints().get(0).position().x(),
              person.landmarks().points().get(30).x(),
              1e-3);
        }
      }
    }
  }
}
