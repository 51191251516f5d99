package io.github.fpga.faces;

/**
 * The 68 landmarks of a generic head in three dimensions: x to image right, y down, z away from us,
 * the eye line at y = 0, the nose tip at z = 0; the unit is half the distance of the eye centres.
 * Our definition: eyes, nose and mouth have the proportions of the ArcFace template, the rest those
 * of an average adult.
 */
final class HeadTemplate {

  /** The box that detectors draw around a head seen from the front: middle of the forehead down. */
  static final Box BOX = new Box(-1.95, -1.65, 3.9, 5.1);

  private static final double JAW_HALF_WIDTH = 2.12;
  private static final double JAW_TOP = 0.15;
  private static final double JAW_HEIGHT = 3.3;
  private static final double CHIN_DEPTH = 0.45;
  private static final double EAR_DEPTH = 2.4;

  /** Landmarks 17 to 67. */
  private static final double[][] INNER = {
    {-1.75, -0.40, 1.05}, {-1.45, -0.68, 0.85}, {-1.10, -0.75, 0.70}, {-0.75, -0.70, 0.60},
    {-0.42, -0.55, 0.55}, {0.42, -0.55, 0.55}, {0.75, -0.70, 0.60}, {1.10, -0.75, 0.70},
    {1.45, -0.68, 0.85}, {1.75, -0.40, 1.05}, {0, 0.02, 0.52}, {0, 0.38, 0.36},
    {0, 0.76, 0.18}, {0, 1.14, 0}, {-0.52, 1.45, 0.48}, {-0.27, 1.54, 0.35},
    {0, 1.60, 0.28}, {0.27, 1.54, 0.35}, {0.52, 1.45, 0.48}, {-1.48, 0.02, 1.00},
    {-1.17, -0.16, 0.86}, {-0.83, -0.16, 0.82}, {-0.52, 0.02, 0.84}, {-0.83, 0.14, 0.82},
    {-1.17, 0.14, 0.88}, {0.52, 0.02, 0.84}, {0.83, -0.16, 0.82}, {1.17, -0.16, 0.86},
    {1.48, 0.02, 1.00}, {1.17, 0.14, 0.88}, {0.83, 0.14, 0.82}, {-0.83, 2.31, 0.73},
    {-0.50, 2.14, 0.50}, {-0.20, 2.06, 0.38}, {0, 2.10, 0.36}, {0.20, 2.06, 0.38},
    {0.50, 2.14, 0.50}, {0.83, 2.31, 0.73}, {0.50, 2.55, 0.55}, {0.20, 2.67, 0.45},
    {0, 2.69, 0.44}, {-0.20, 2.67, 0.45}, {-0.50, 2.55, 0.55}, {-0.68, 2.31, 0.66},
    {-0.22, 2.27, 0.45}, {0, 2.28, 0.43}, {0.22, 2.27, 0.45}, {0.68, 2.31, 0.66},
    {0.22, 2.36, 0.48}, {0, 2.37, 0.47}, {-0.22, 2.36, 0.48}
  };

  private HeadTemplate() {}

  /** The position of a landmark, x, y, z. */
  static double[] landmark(int index) {
    return index < 17 ? jaw(index) : INNER[index - 17].clone();
  }

  /** Eye centres, nose tip, mouth corners, image left before image right. */
  static double[][] five() {
    return new double[][] {{-1, 0, 0.87}, {1, 0, 0.87}, landmark(30), landmark(48), landmark(54)};
  }

  /** A line squarer than half an ellipse, from one ear around the chin to the other. */
  private static double[] jaw(int index) {
    double angle = Math.PI * index / 16;
    double side = Math.abs(Math.cos(angle));
    return new double[] {
      -Math.signum(Math.cos(angle)) * JAW_HALF_WIDTH * Math.pow(side, 0.8),
      JAW_TOP + JAW_HEIGHT * Math.pow(Math.sin(angle), 0.9),
      CHIN_DEPTH + (EAR_DEPTH - CHIN_DEPTH) * Math.pow(side, 1.5)
    };
  }
}
