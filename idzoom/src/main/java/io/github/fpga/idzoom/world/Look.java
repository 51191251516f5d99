package io.github.fpga.idzoom.world;

/**
 * What siblings share: colours, hair, beard and accessories.
 *
 * @param skinShade brightness offset of the tone, -1 to 1
 * @param hairShade brightness offset of the hair colour, -1 to 1
 * @param hairline height of the hairline, 0 low to 1 high
 * @param peak widow's peak, 0 to 1
 * @param part the side of the parting, -1 image left or 1 image right of a frontal face
 */
public record Look(
    SkinTone skin,
    double skinShade,
    HairStyle hairStyle,
    HairColour hairColour,
    double hairShade,
    double hairline,
    double peak,
    int part,
    BeardStyle beard,
    GlassesStyle glasses,
    FrameColour frame,
    Headgear headgear) {

  static Look sample(Rng r) {
    SkinTone skin = SkinTone.values()[r.weighted(0.8, 1.8, 2, 1.8, 1.1, 0.7)];
    HairStyle style = r.pick(HairStyle.values());
    HairColour colour = HairColour.values()[r.weighted(2, 2.3, 2, 1, 0.9, 0.8, 0.3, 0.3)];
    boolean bearded = r.chance(0.15);
    BeardStyle beard = bearded ? BeardStyle.values()[1 + r.index(5)] : BeardStyle.NONE;
    boolean seesBadly = r.chance(0.15);
    GlassesStyle glasses = seesBadly ? GlassesStyle.values()[1 + r.index(4)] : GlassesStyle.NONE;
    boolean covered = r.chance(0.06);
    Headgear hat = covered && takesHat(style) ? Headgear.values()[1 + r.index(3)] : Headgear.NONE;
    return new Look(
        skin,
        r.range(-1, 1),
        style,
        colour,
        r.range(-1, 1),
        r.unit(),
        r.unit(),
        r.sign(),
        beard,
        glasses,
        r.pick(FrameColour.values()),
        hat);
  }

  private static boolean takesHat(HairStyle style) {
    return switch (style) {
      case MOHAWK, AFRO, QUIFF, SPIKY, BUN, CURLS -> false;
      default -> true;
    };
  }

  /** The skin colour under white light as 0xRRGGBB. */
  public int skinRgb() {
    return Rgb.scale(skin.rgb(), 1 + 0.02 * skinShade);
  }

  /** The hair colour under white light as 0xRRGGBB. */
  public int hairRgb() {
    return Rgb.scale(hairColour.rgb(), 1 + 0.05 * hairShade);
  }
}
