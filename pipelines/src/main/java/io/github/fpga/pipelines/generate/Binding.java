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
    boolean controlWithoutPrompt,
    boolean controlNetWithoutIdentity) {

  /** The method. */
  public static final Binding DEFAULT =
      new Binding(true, MaskRule.MGMICA, TextRule.BLEND, 1, 1, true, false);

  /** The baseline. */
  public static final Binding BASELINE =
      new Binding(false, MaskRule.MGMICA, TextRule.BLEND, 1, 1, true, true);

  /** Throws IllegalArgumentException for values out of range. */
  public Binding {
    Objects.requireNonNull(masks, "masks");
    Objects.requireNonNull(texts, "texts");
    if (!(localShare >= 0 && localShare <= 3)) {
      throw new IllegalArgumentException("localShare must be in [0, 3], got " + localShare);
    }
    if (!(control >= 0 && control <= 2)) {
      throw new IllegalArgumentException("control must be in [0, 2], got " + control);
    }
  }

  public Binding withIdentity(boolean on) {
    return new Binding(
        on, masks, texts, localShare, control, controlWithoutPrompt, controlNetWithoutIdentity);
  }

  public Binding withMasks(MaskRule newMasks) {
    return new Binding(
        identity,
        newMasks,
        texts,
        localShare,
        control,
        controlWithoutPrompt,
        controlNetWithoutIdentity);
  }

  public Binding withTexts(TextRule newTexts) {
    return new Binding(
        identity,
        masks,
        newTexts,
        localShare,
        control,
        controlWithoutPrompt,
        controlNetWithoutIdentity);
  }

  public Binding withLocalShare(double newShare) {
    return new Binding(
        identity, masks, texts, newShare, control, controlWithoutPrompt, controlNetWithoutIdentity);
  }

  public Binding withControl(double beta) {
    return new Binding(
        identity, masks, texts, localShare, beta, controlWithoutPrompt, controlNetWithoutIdentity);
  }

  public Binding withControlWithoutPrompt(boolean on) {
    return new Binding(identity, masks, texts, localShare, control, on, controlNetWithoutIdentity);
  }
}
