package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Point;
import java.util.List;

/**
 * Where a body's joints are, relative to the centre of the face, in head units (half the width of
 * an average face); x points to image right. Joints 1 to 13 of COCO-18: neck, then shoulder, elbow,
 * wrist and hip, knee, ankle of the person's right (image left) and left.
 */
public record BodyPose(Kind kind, List<Point> joints) {

  /** The families of poses. */
  public enum Kind {
    STANDING,
    WAVING,
    HANDS_ON_HIPS,
    ARMS_CROSSED,
    WALKING,
    SITTING
  }

  static final int NECK = 0;
  private static final double UPPER_ARM = 1.75;
  private static final double FOREARM = 1.6;
  private static final double THIGH = 2.4;
  private static final double SHIN = 2.35;

  public BodyPose {
    joints = List.copyOf(joints);
    if (joints.size() != 13) {
      throw new IllegalArgumentException("13 body joints expected, got " + joints.size());
    }
  }

  static BodyPose sample(Rng r) {
    return of(Kind.values()[r.weighted(3, 1.2, 1.2, 1, 1.5, 0.8)], r);
  }

  static BodyPose of(Kind kind, Rng r) {
    double build = r.range(0.9, 1.12);
    double tall = r.range(0.94, 1.02);
    double lean = r.range(-0.12, 0.12);
    int side = r.sign();
    Point neck = new Point(0.3 * lean, 1.62);
    Point hips = new Point(-lean, 1.62 + 3.35 * tall);
    Point[] j = new Point[13];
    j[0] = neck;
    for (int s = 0; s < 2; s++) {
      int out = s == 0 ? -1 : 1;
      Point shoulder = neck.plus(new Point(out * 1.3 * build, 0.2 + out * lean * 0.4));
      Point hip = hips.plus(new Point(out * 0.66 * build, 0));
      arm(j, 1 + 3 * s, kind, shoulder, out, out == side, build, r);
      leg(j, 7 + 3 * s, kind, hip, out, out == side, tall, r);
    }
    return new BodyPose(kind, List.of(j));
  }

  private static void arm(
      Point[] j, int at, Kind kind, Point shoulder, int out, boolean first, double build, Rng r) {
    double upper = r.range(8, 17);
    double fore = r.range(0, 12);
    switch (kind) {
      case WAVING -> {
        upper = first ? r.range(95, 125) : upper;
        fore = first ? r.range(150, 178) : fore;
      }
      case HANDS_ON_HIPS -> {
        upper = r.range(36, 46);
        fore = r.range(-48, -36);
      }
      case ARMS_CROSSED -> {
        upper = r.range(14, 22);
        fore = first ? -104 : -92;
      }
      case WALKING -> {
        upper = first ? r.range(18, 30) : r.range(8, 14);
        fore = first ? r.range(20, 45) : r.range(-30, -12);
      }
      case SITTING -> {
        upper = r.range(10, 20);
        fore = r.range(-30, -12);
      }
      default -> {}
    }
    j[at] = shoulder;
    j[at + 1] = shoulder.plus(polar(upper, UPPER_ARM * (0.9 + 0.1 * build), out));
    j[at + 2] = j[at + 1].plus(polar(fore, FOREARM, out));
  }

  private static void leg(
      Point[] j, int at, Kind kind, Point hip, int out, boolean first, double tall, Rng r) {
    double thigh = r.range(1, 9);
    double shin = r.range(-1, 5);
    double foreshortening = 1;
    if (kind == Kind.WALKING) {
      thigh = first ? r.range(12, 20) : r.range(4, 10);
      shin = first ? r.range(0, 10) : r.range(-14, -4);
    } else if (kind == Kind.SITTING) {
      thigh = r.range(18, 34);
      shin = r.range(-6, 3);
      foreshortening = 0.5;
    }
    j[at] = hip;
    j[at + 1] = hip.plus(polar(thigh, THIGH * tall * foreshortening, out));
    j[at + 2] = j[at + 1].plus(polar(shin, SHIN * tall, out));
  }

  /** Angles in degrees from straight down, positive outwards. */
  private static Point polar(double degrees, double length, int out) {
    double a = StrictMath.toRadians(degrees);
    return new Point(out * length * StrictMath.sin(a), length * StrictMath.cos(a));
  }
}
