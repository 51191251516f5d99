package io.github.fpga.training.mmf;

import io.github.fpga.training.data.SampleKind;

/**
 * Which mode a training step runs in: a pure function of the step, so a resumed run is the same
 * run.
 *
 * @param skeletonShare share of steps in skeleton mode, in [0, 1]; the others are in landmark mode
 */
public record MultiModeFusion(double skeletonShare) {

  /** Half and half, which the paper's alternation suggests. */
  public static final MultiModeFusion ALTERNATING = new MultiModeFusion(0.5);

  public MultiModeFusion {
    if (!(skeletonShare >= 0 && skeletonShare <= 1)) {
      throw new IllegalArgumentException(
          "the share of skeleton mode must be in [0, 1], got " + skeletonShare);
    }
  }

  /** The mode of a step, from 1; spread as evenly as whole steps allow. */
  public SampleKind mode(long step) {
    boolean skeleton = Math.floor(step * skeletonShare) > Math.floor((step - 1) * skeletonShare);
    return skeleton ? SampleKind.FRAME : SampleKind.ZOOM;
  }
}
