package io.github.fpga.idzoom.world;

/**
 * The geometry of one face: what tells siblings apart. Lengths are in head units: the eyes lie near
 * height 0, y points down, an average face is 2 units wide and its chin lies at 1.27.
 */
public record Face(
    Outline outline, Brows brows, Eyes eyes, Nose nose, Mouth mouth, Ears ears, Marks marks) {

  /**
   * The face outline.
   *
   * @param width half the width at the cheekbones, 0.8 to 1.12
   * @param chin height of the chin, 1.04 to 1.5
   * @param crown height of the skull above the eyes, 1.05 to 1.2
   * @param temple width at the temples as a share of the width, 0.84 to 1
   * @param jaw width of the jaw as a share of the width, 0.6 to 1
   * @param chinWidth width of the chin as a share of the width, 0.12 (pointed) to 0.5 (square)
   */
  public record Outline(
      double width, double chin, double crown, double temple, double jaw, double chinWidth) {}

  /**
   * Brows: thickness, half length, angle in degrees (positive: outer ends up), gap above the eye,
   * arch height.
   */
  public record Brows(double thickness, double length, double angle, double gap, double arch) {}

  /** Eyes: half width, distance from the midline, tilt in degrees (outer ends up), height. */
  public record Eyes(
      EyeShape shape, double size, double spacing, double tilt, double height, IrisColour iris) {}

  /** Nose: height of the tip below the eyes and half the width at the wings. */
  public record Nose(NoseType type, double length, double width) {}

  /** Mouth: half width, lip thickness, curvature (positive: corners up), share nose to chin. */
  public record Mouth(
      double width, double upper, double lower, double curve, double height, LipColour colour) {}

  /** Ears: half height and how far they stick out. */
  public record Ears(double size, double out) {}

  /**
   * Marks.
   *
   * @param mole place of a mole, 0 to 5, or -1 for none
   * @param scar place of a scar, 0 to 2, or -1 for none
   * @param age strength of age lines, 0 for none to 1
   */
  public record Marks(int mole, boolean freckles, int scar, boolean blush, double age) {}

  static Face sample(Rng r) {
    Outline outline =
        new Outline(
            r.wide(0.8, 1.12),
            r.wide(1.04, 1.5),
            r.range(1.05, 1.2),
            r.range(0.84, 1),
            r.wide(0.6, 1),
            r.wide(0.12, 0.5));
    double size = r.wide(0.19, 0.315);
    double spacing = r.wide(0.36, 0.54);
    spacing = Math.max(size + 0.09, Math.min(spacing, 0.93 * outline.width() - size));
    EyeShape shape = r.pick(EyeShape.values());
    IrisColour iris = r.pick(IrisColour.values());
    Eyes eyes = new Eyes(shape, size, spacing, r.wide(-15, 15), r.range(-0.08, 0.08), iris);
    Brows brows =
        new Brows(
            r.wide(0.04, 0.16),
            r.wide(0.2, 0.36),
            r.wide(-21, 21),
            r.wide(0.1, 0.34),
            r.range(0, 0.1));
    return new Face(outline, brows, eyes, nose(r, outline), mouth(r), ears(r), marks(r));
  }

  private static Nose nose(Rng r, Outline outline) {
    NoseType type = r.pick(NoseType.values());
    double t = r.unit();
    double s = r.unit();
    Nose nose =
        switch (type) {
          case BUTTON -> new Nose(type, 0.3 + 0.1 * t, 0.16 + 0.09 * s);
          case LONG -> new Nose(type, 0.56 + 0.14 * t, 0.15 + 0.09 * s);
          case HOOKED -> new Nose(type, 0.46 + 0.16 * t, 0.17 + 0.09 * s);
          case BROAD -> new Nose(type, 0.36 + 0.18 * t, 0.29 + 0.09 * s);
          case POINTED -> new Nose(type, 0.4 + 0.2 * t, 0.12 + 0.07 * s);
        };
    // Short faces keep room for the mouth.
    return new Nose(type, Math.min(nose.length(), 0.5 * outline.chin()), nose.width());
  }

  private static Mouth mouth(Rng r) {
    return new Mouth(
        r.wide(0.2, 0.46),
        r.wide(0.03, 0.1),
        r.wide(0.045, 0.15),
        r.wide(-0.07, 0.1),
        r.range(0.36, 0.48),
        LipColour.values()[r.weighted(2, 1.3, 1, 0.8)]);
  }

  private static Ears ears(Rng r) {
    return new Ears(r.wide(0.2, 0.42), r.wide(0.04, 0.32));
  }

  private static Marks marks(Rng r) {
    return new Marks(
        r.chance(0.35) ? r.index(6) : -1,
        r.chance(0.2),
        r.chance(0.15) ? r.index(3) : -1,
        r.chance(0.2),
        r.chance(0.25) ? r.range(0.5, 1) : 0);
  }
}
