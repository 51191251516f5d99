package io.github.fpga.evaluation.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** How far heads are turned away from their nearest reference picture, by the world's own truth. */
final class Yaws {

  private static final double LIMIT = 15;

  /** What {@link #near} means. */
  static final String NEAR = "yaw within 15 degrees";

  /** And its contrary. */
  static final String FAR = "yaw more than 15 degrees away";

  private final IntFunction<List<Double>> references;
  private final Map<Integer, List<Double>> known = new HashMap<>();

  /**
   * @param references the yaws of a person's references, in degrees
   */
  Yaws(IntFunction<List<Double>> references) {
    this.references = references;
  }

  /** Whether some reference is turned about as far. */
  boolean near(FaceResult face) {
    int place = face.values().place();
    double yaw = face.trial().scene().truth().people().get(place).nuisance().head().yaw();
    return known.computeIfAbsent(face.person(), references::apply).stream()
        .anyMatch(reference -> Math.abs(reference - yaw) <= LIMIT);
  }
}
