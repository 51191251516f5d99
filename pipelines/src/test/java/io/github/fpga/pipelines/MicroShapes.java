package io.github.fpga.pipelines;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.pipelines.people.Person;
import java.util.List;
import java.util.Random;

/** Features of the micro recogniser's shape without its network. */
public final class MicroShapes {

  private static final int DIMENSIONS = 128;
  private static final int TOKENS = 49;
  private static final int CHANNELS = 96;

  private MicroShapes() {}

  /** Always one face, always the same features. */
  public static FaceAnalyzer at(Box box) {
    Detection detection = FakeFaces.detection(box);
    return new FaceAnalyzer(
        image -> List.of(detection),
        (image, boxes) -> boxes.stream().map(FakeFaces::landmarks).toList(),
        landmarks -> new HeadPose(0, 0, 0),
        aligned -> aligned.stream().map(picture -> features(1)).toList());
  }

  /** A person of random features. */
  public static Person person(String name, long seed) {
    return Person.of(name, List.of(features(seed)));
  }

  private static FaceFeatures features(long seed) {
    Random random = new Random(seed);
    float[] global = new float[DIMENSIONS];
    float[] local = new float[TOKENS * CHANNELS];
    for (int i = 0; i < global.length; i++) {
      global[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < local.length; i++) {
      local[i] = (float) random.nextGaussian();
    }
    return new FaceFeatures(global, local, TOKENS, CHANNELS);
  }
}
