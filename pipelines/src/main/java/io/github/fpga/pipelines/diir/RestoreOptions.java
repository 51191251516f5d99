package io.github.fpga.pipelines.diir;

import io.github.fpga.diffusion.ComposedGuidance;
import io.github.fpga.diffusion.Lcm;
import io.github.fpga.faces.MaskKind;
import io.github.fpga.faces.PersonAssignment;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.pipelines.family.FamilyTraits;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How DIIR works.
 *
 * @param mask what may change: the face, or also the hair
 * @param steps of the whole grid, 1 to 1000
 * @param strength share of the grid that is inverted and denoised, in [0, 1]; 0 changes nothing
 * @param freshNoise rho, the share of fresh noise inside the mask, in [0, 1]: near 0 keeps a style,
 *     near 1 rescues a smear
 * @param guidanceScale of the words, at least 0; 1 is off
 * @param identityScale of the person, at least 0: guidance from nobody under the same words and
 *     control, which is the network that inverts; the same as guidanceScale is guidance as usual,
 *     by words and person at once, and takes two evaluations in place of three
 * @param localShare s in T = q + s * Resampler(q, l), at least 0; 1 as trained
 * @param control beta of the landmark mode, 0 to 2; 1 as trained
 * @param refinements fixed-point iterations per inversion step, 0 to 10
 * @param binding how identities are bound to the face; {@link MaskRule#MGMICA} but for ablations
 * @param reject what a face may cost at most to be a person's, in [0, 1]; see {@link
 *     io.github.fpga.faces.PersonAssignment}
 * @param gateMargin by how much the similarity to the person must rise, in [0, 1], where the old
 *     face could be told for theirs
 * @param recognised the least similarity of a face that can be told for the person's, in [-1, 1].
 *     Below it there is no likeness to lose: the similarity may even fall a little, by the error of
 *     reading a small face. At -1 the margin is asked of every face
 * @param tries how often a face is made before the gate's refusal stands, each time with other
 *     fresh noise and by the next of the points that may be the face's, 1 to 10; none more is made
 *     once the gate lets a face pass
 * @param does which steps are done
 * @param distilled whether faces are denoised by the landmark mode distilled to few steps, on the
 *     grid of the sampler {@code lcm} and without guidance, which is worked in; inversion runs on
 *     the same grid by the mode as trained
 */
public record RestoreOptions(
    MaskKind mask,
    int steps,
    double strength,
    double freshNoise,
    double guidanceScale,
    double identityScale,
    double localShare,
    double control,
    int refinements,
    MaskRule binding,
    double reject,
    double gateMargin,
    double recognised,
    int tries,
    DiirSteps does,
    boolean distilled) {

  /** The fewest that lose no likeness on development people (docs/training.md). */
  private static final int FEW = 5;

  /** Of a small face's similarity to a person, on development people (docs/training.md). */
  private static final double READING_ERROR = 0.1;

  /**
   * For small faces of generated pictures; mask, strength, fresh noise and guidance are the best of
   * small sweeps on development people (docs/training.md).
   */
  public static final RestoreOptions DEFAULT =
      new RestoreOptions(
          MaskKind.HEAD,
          20,
          0.8,
          1,
          2,
          2.5,
          1,
          1,
          0,
          MaskRule.MGMICA,
          PersonAssignment.Settings.DEFAULT.reject(),
          0.02,
          0.62,
          3,
          DiirSteps.ALL,
          false);

  /** For putting another person's face: hair belongs to it, and the old face is not the measure. */
  public static final RestoreOptions SWAP =
      DEFAULT.withFreshNoise(0.9).withDoes(DiirSteps.ALL.withGate(false));

  /** {@link #DEFAULT} as a family's networks want it. */
  public static RestoreOptions of(FamilyTraits family) {
    return DEFAULT.suiting(family);
  }

  /** {@link #SWAP} as a family's networks want it. */
  public static RestoreOptions swap(FamilyTraits family) {
    return SWAP.suiting(family);
  }

  private RestoreOptions suiting(FamilyTraits family) {
    double usual = family.sampling().guidanceScale();
    return family.tuned()
        ? this
        : withGuidanceScale(usual).withIdentityScale(usual).withRecognised(-1);
  }

  /** Throws IllegalArgumentException for values out of range. */
  public RestoreOptions {
    Objects.requireNonNull(mask, "mask");
    Objects.requireNonNull(binding, "binding");
    Objects.requireNonNull(does, "does");
    requireRange("steps", steps, 1, 1000);
    requireRange("strength", strength, 0, 1);
    requireRange("freshNoise", freshNoise, 0, 1);
    requireRange("guidanceScale", guidanceScale, 0, 30);
    requireRange("identityScale", identityScale, 0, 30);
    requireRange("localShare", localShare, 0, 3);
    requireRange("control", control, 0, 2);
    requireRange("refinements", refinements, 0, 10);
    requireRange("reject", reject, 0, 1);
    requireRange("gateMargin", gateMargin, 0, 1);
    requireRange("recognised", recognised, -1, 1);
    requireRange("tries", tries, 1, 10);
    if (distilled) {
      requireRange("steps of the distilled mode", steps, 1, Lcm.DEFAULT.originalSteps());
      requireRange("guidanceScale of the distilled mode", guidanceScale, 1, 1);
      requireRange("identityScale of the distilled mode", identityScale, 1, 1);
    }
  }

  private static void requireRange(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be in [%s, %s], got %s".formatted(name, least, most, value));
    }
  }

  /** The same in five steps, with short inversion and without guidance, by the distilled mode. */
  public RestoreOptions fast() {
    return with(
        draft -> {
          draft.distilled = true;
          draft.steps = FEW;
          draft.guidanceScale = 1;
          draft.identityScale = 1;
          draft.refinements = 0;
        });
  }

  /** By how much the gate wants a face to become more like its person. */
  double rise(double before) {
    return before < recognised ? -READING_ERROR : gateMargin;
  }

  /** Guidance by words and person. */
  public ComposedGuidance guidance() {
    return new ComposedGuidance(guidanceScale, identityScale);
  }

  public RestoreOptions withMask(MaskKind newMask) {
    return with(draft -> draft.mask = newMask);
  }

  public RestoreOptions withSteps(int newSteps) {
    return with(draft -> draft.steps = newSteps);
  }

  public RestoreOptions withStrength(double newStrength) {
    return with(draft -> draft.strength = newStrength);
  }

  public RestoreOptions withFreshNoise(double newFreshNoise) {
    return with(draft -> draft.freshNoise = newFreshNoise);
  }

  public RestoreOptions withGuidanceScale(double newScale) {
    return with(draft -> draft.guidanceScale = newScale);
  }

  public RestoreOptions withIdentityScale(double newScale) {
    return with(draft -> draft.identityScale = newScale);
  }

  public RestoreOptions withLocalShare(double newShare) {
    return with(draft -> draft.localShare = newShare);
  }

  public RestoreOptions withControl(double beta) {
    return with(draft -> draft.control = beta);
  }

  public RestoreOptions withRefinements(int newRefinements) {
    return with(draft -> draft.refinements = newRefinements);
  }

  public RestoreOptions withBinding(MaskRule newBinding) {
    return with(draft -> draft.binding = newBinding);
  }

  public RestoreOptions withReject(double newReject) {
    return with(draft -> draft.reject = newReject);
  }

  public RestoreOptions withGateMargin(double newMargin) {
    return with(draft -> draft.gateMargin = newMargin);
  }

  public RestoreOptions withRecognised(double newLeast) {
    return with(draft -> draft.recognised = newLeast);
  }

  public RestoreOptions withTries(int newTries) {
    return with(draft -> draft.tries = newTries);
  }

  public RestoreOptions withDoes(DiirSteps newDoes) {
    return with(draft -> draft.does = newDoes);
  }

  /** The components of a copy that differs. */
  private static final class Draft {
    private MaskKind mask;
    private int steps;
    private double strength;
    private double freshNoise;
    private double guidanceScale;
    private double identityScale;
    private double localShare;
    private double control;
    private int refinements;
    private MaskRule binding;
    private double reject;
    private double gateMargin;
    private double recognised;
    private int tries;
    private DiirSteps does;
    private boolean distilled;

    Draft(RestoreOptions from) {
      mask = from.mask;
      steps = from.steps;
      strength = from.strength;
      freshNoise = from.freshNoise;
      guidanceScale = from.guidanceScale;
      identityScale = from.identityScale;
      localShare = from.localShare;
      control = from.control;
      refinements = from.refinements;
      binding = from.binding;
      reject = from.reject;
      gateMargin = from.gateMargin;
      recognised = from.recognised;
      tries = from.tries;
      does = from.does;
      distilled = from.distilled;
    }

    RestoreOptions build() {
      return new RestoreOptions(
          mask,
          steps,
          strength,
          freshNoise,
          guidanceScale,
          identityScale,
          localShare,
          control,
          refinements,
          binding,
          reject,
          gateMargin,
          recognised,
          tries,
          does,
          distilled);
    }
  }

  private RestoreOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.build();
  }
}
