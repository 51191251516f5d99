package io.github.fpga.pipelines.generate;

import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.TextRule;
import java.util.Objects;

/**
 * How people enter the picture.
 *
 * @param identity whether identities are given to the network at all
 * @param masks how identities are bound to regions; {@link MaskRule#MGMICA} but for ablations
 * @param texts what a person's own prompt does to the common one in the body's region
 * @param localShare s in T = q + s * Resampler(q, l), in [0, 3]; 1 as trained
 * @param control beta of the skeleton mode, in [0, 2]; 1 as trained, 0 is the base network
 * @param landmarks beta of the landmark mode in whole pictures, in [0, 2]; 0 but for ablations: it
 *     is trained on faces zoomed in on
 * @param controlWithoutPrompt whether guidance's unconditional row sees the control too
 * @param controlNetWithoutIdentity the baseline generator: the plain denoiser with a classic
 *     ControlNet in place of RepControlNet, and no identity
 */
public record Binding(
    boolean identity,
    MaskRule masks,
    TextRule texts,
    double localShare,
    double control,
    double landmarks,
    boolean controlWithoutPrompt,
    boolean controlNetWithoutIdentity) {

  /** The method. */
  public static final Binding DEFAULT =
      new Binding(true, MaskRule.MGMICA, TextRule.BLEND, 1, 1, 0, true, false);

  /** The baseline. */
  public static final Binding BASELINE =
      new Binding(false, MaskRule.MGMICA, TextRule.BLEND, 1, 1, 0, true, true);

  /** Throws IllegalArgumentException for values out of range. */
  public Binding {
    Objects.requireNonNull(masks, "masks");
    Objects.requireNonNull(texts, "texts");
    if (!(localShare >= 0 && localShare <= 3)) {
      throw new IllegalArgumentException("localShare must be in [0, 3], got " + localShare);
    }
    requireBeta("control", control);
    requireBeta("landmarks", landmarks);
  }

  private static void requireBeta(String name, double beta) {
    if (!(beta >= 0 && beta <= 2)) {
      throw new IllegalArgumentException(name + " must be in [0, 2], got " + beta);
    }
  }

  public Binding withIdentity(boolean on) {
    return with(on, masks, texts, localShare, control, landmarks, controlWithoutPrompt);
  }

  public Binding withMasks(MaskRule newMasks) {
    return with(identity, newMasks, texts, localShare, control, landmarks, controlWithoutPrompt);
  }

  public Binding withTexts(TextRule newTexts) {
    return with(identity, masks, newTexts, localShare, control, landmarks, controlWithoutPrompt);
  }

  public Binding withLocalShare(double newShare) {
    return with(identity, masks, texts, newShare, control, landmarks, controlWithoutPrompt);
  }

  public Binding withControl(double beta) {
    return with(identity, masks, texts, localShare, beta, landmarks, controlWithoutPrompt);
  }

  public Binding withLandmarks(double beta) {
    return with(identity, masks, texts, localShare, control, beta, controlWithoutPrompt);
  }

  public Binding withControlWithoutPrompt(boolean on) {
    return with(identity, masks, texts, localShare, control, landmarks, on);
  }

  private Binding with(
      boolean newIdentity,
      MaskRule newMasks,
      TextRule newTexts,
      double newShare,
      double newControl,
      double newLandmarks,
      boolean newWithoutPrompt) {
    return new Binding(
        newIdentity,
        newMasks,
        newTexts,
        newShare,
        newControl,
        newLandmarks,
        newWithoutPrompt,
        controlNetWithoutIdentity);
  }
}
