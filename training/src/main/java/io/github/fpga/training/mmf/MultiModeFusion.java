package io.github.fpga.training.mmf;

import io.github.fpga.training.data.SampleKind;
import java.util.Objects;

/**
 * Which mode a training step runs in, and what it draws: a pure function of the step, so a resumed
 * run is the same run. A half of each is what the paper's alternation suggests.
 *
 * @param skeletonShare share of steps in skeleton mode, in [0, 1]; the others are in landmark mode
 * @param frames drawn by a step of skeleton mode
 * @param zooms drawn by a step of landmark mode
 */
public record MultiModeFusion(double skeletonShare, Draw frames, Draw zooms) {

  /**
   * The samples of a step.
   *
   * @param batch samples, at least 1
   * @param people of a sample whose identities are given, 1 to 4; the others are left to the prompt
   */
  public record Draw(int batch, int people) {

    private static final int PLACES = 4;

    /** Throws IllegalArgumentException for values out of range. */
    public Draw {
      if (batch < 1) {
        throw new IllegalArgumentException("a batch needs at least one sample, got " + batch);
      }
      if (people < 1 || people > PLACES) {
        throw new IllegalArgumentException(
            "a sample has 1 to %d people with identities, got %d".formatted(PLACES, people));
      }
    }
  }

  /** Throws IllegalArgumentException for a share out of range. */
  public MultiModeFusion {
    if (!(skeletonShare >= 0 && skeletonShare <= 1)) {
      throw new IllegalArgumentException(
          "the share of skeleton mode must be in [0, 1], got " + skeletonShare);
    }
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(zooms, "zooms");
  }

  /** The mode of a step, from 1; spread as evenly as whole steps allow. */
  public SampleKind mode(long step) {
    boolean skeleton = Math.floor(step * skeletonShare) > Math.floor((step - 1) * skeletonShare);
    return skeleton ? SampleKind.FRAME : SampleKind.ZOOM;
  }

  /** What a step of a mode draws. */
  public Draw draw(SampleKind kind) {
    return kind == SampleKind.FRAME ? frames : zooms;
  }
}
