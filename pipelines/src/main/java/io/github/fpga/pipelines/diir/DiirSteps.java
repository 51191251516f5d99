package io.github.fpga.pipelines.diir;

/**
 * Which steps of DIIR are done; for ablations.
 *
 * @param inversion start from the inverted latents; otherwise from the noised ones, as img2img
 * @param replay put the trajectory back outside the mask after each step
 * @param softBorder where the mask covers a latent cell in part, take that part only of fresh noise
 *     and guidance, so that the cell stays near its trajectory; otherwise as inside
 * @param landmarkControl draw the face's five points for the network
 * @param identity give the network the person's tokens
 * @param colourMatch bring the decoded face to the colours just outside the mask
 * @param template where a person's region shows no face, make one by an average face's points
 * @param gate keep the old face unless the new one is more like the person
 */
public record DiirSteps(
    boolean inversion,
    boolean replay,
    boolean softBorder,
    boolean landmarkControl,
    boolean identity,
    boolean colourMatch,
    boolean template,
    boolean gate) {

  /** The whole method. */
  public static final DiirSteps ALL = new DiirSteps(true, true, true, true, true, true, true, true);

  public DiirSteps withInversion(boolean on) {
    return new DiirSteps(
        on, replay, softBorder, landmarkControl, identity, colourMatch, template, gate);
  }

  public DiirSteps withReplay(boolean on) {
    return new DiirSteps(
        inversion, on, softBorder, landmarkControl, identity, colourMatch, template, gate);
  }

  public DiirSteps withSoftBorder(boolean on) {
    return new DiirSteps(
        inversion, replay, on, landmarkControl, identity, colourMatch, template, gate);
  }

  public DiirSteps withLandmarkControl(boolean on) {
    return new DiirSteps(inversion, replay, softBorder, on, identity, colourMatch, template, gate);
  }

  public DiirSteps withIdentity(boolean on) {
    return new DiirSteps(
        inversion, replay, softBorder, landmarkControl, on, colourMatch, template, gate);
  }

  public DiirSteps withColourMatch(boolean on) {
    return new DiirSteps(
        inversion, replay, softBorder, landmarkControl, identity, on, template, gate);
  }

  public DiirSteps withTemplate(boolean on) {
    return new DiirSteps(
        inversion, replay, softBorder, landmarkControl, identity, colourMatch, on, gate);
  }

  public DiirSteps withGate(boolean on) {
    return new DiirSteps(
        inversion, replay, softBorder, landmarkControl, identity, colourMatch, template, on);
  }
}
