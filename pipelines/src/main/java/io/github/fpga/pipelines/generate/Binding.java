package io.github.fpga.pipelines.generate;

import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.TextRule;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How people enter the picture.
 *
 * @param identity whether identities are given to the network at all
 * @param masks how identities are bound to regions; {@link MaskRule#MGMICA} but for ablations
 * @param texts what a person's own prompt does to the common one in the body's region
 * @param globalFeatures whether g is told; false puts zeros in its place, for ablations
 * @param localShare s in T = q + s * Resampler(q, l), in [0, 3]; 1 as trained
 * @param control beta of the skeleton mode, in [0, 2]; 1 as trained, 0 is the base network
 * @param landmarks beta of the landmark mode in whole pictures, in [0, 2]; 0 but for ablations: it
 *     is trained on faces zoomed in on
 * @param alphaShift what the base's share alpha is moved by from 1 - gamma * sum of betas, in [-1,
 *     1]; 0 as trained, others make alpha free as in the paper, for ablations
 * @param controlWithoutPrompt whether guidance's unconditional row sees the control too
 * @param controlNetWithoutIdentity the baseline generator: the plain denoiser with a classic
 *     ControlNet in place of RepControlNet, and no identity
 */
public record Binding(
    boolean identity,
    MaskRule masks,
    TextRule texts,
    boolean globalFeatures,
    double localShare,
    double control,
    double landmarks,
    double alphaShift,
    boolean controlWithoutPrompt,
    boolean controlNetWithoutIdentity) {

  /** The method. */
  public static final Binding DEFAULT =
      new Binding(true, MaskRule.MGMICA, TextRule.BLEND, true, 1, 1, 0, 0, true, false);

  /** The baseline. */
  public static final Binding BASELINE =
      new Binding(false, MaskRule.MGMICA, TextRule.BLEND, true, 1, 1, 0, 0, true, true);

  /** Throws IllegalArgumentException for values out of range. */
  public Binding {
    Objects.requireNonNull(masks, "masks");
    Objects.requireNonNull(texts, "texts");
    requireRange("localShare", localShare, 0, 3);
    requireRange("control", control, 0, 2);
    requireRange("landmarks", landmarks, 0, 2);
    requireRange("alphaShift", alphaShift, -1, 1);
  }

  private static void requireRange(String name, double value, int least, int most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be in [%d, %d], got %s".formatted(name, least, most, value));
    }
  }

  public Binding withIdentity(boolean on) {
    return with(draft -> draft.identity = on);
  }

  public Binding withMasks(MaskRule newMasks) {
    return with(draft -> draft.masks = newMasks);
  }

  public Binding withTexts(TextRule newTexts) {
    return with(draft -> draft.texts = newTexts);
  }

  public Binding withGlobalFeatures(boolean on) {
    return with(draft -> draft.globalFeatures = on);
  }

  public Binding withLocalShare(double newShare) {
    return with(draft -> draft.localShare = newShare);
  }

  public Binding withControl(double beta) {
    return with(draft -> draft.control = beta);
  }

  public Binding withLandmarks(double beta) {
    return with(draft -> draft.landmarks = beta);
  }

  public Binding withAlphaShift(double shift) {
    return with(draft -> draft.alphaShift = shift);
  }

  public Binding withControlWithoutPrompt(boolean on) {
    return with(draft -> draft.controlWithoutPrompt = on);
  }

  /** The components of a copy that differs. */
  private static final class Draft {
    private boolean identity;
    private MaskRule masks;
    private TextRule texts;
    private boolean globalFeatures;
    private double localShare;
    private double control;
    private double landmarks;
    private double alphaShift;
    private boolean controlWithoutPrompt;
    private final boolean controlNetWithoutIdentity;

    Draft(Binding from) {
      identity = from.identity;
      masks = from.masks;
      texts = from.texts;
      globalFeatures = from.globalFeatures;
      localShare = from.localShare;
      control = from.control;
      landmarks = from.landmarks;
      alphaShift = from.alphaShift;
      controlWithoutPrompt = from.controlWithoutPrompt;
      controlNetWithoutIdentity = from.controlNetWithoutIdentity;
    }

    Binding build() {
      return new Binding(
          identity,
          masks,
          texts,
          globalFeatures,
          localShare,
          control,
          landmarks,
          alphaShift,
          controlWithoutPrompt,
          controlNetWithoutIdentity);
    }
  }

  private Binding with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.build();
  }
}
