package io.github.fpga.evaluation;

/** Follows an evaluation and may stop it. */
@FunctionalInterface
public interface EvaluationProgress {

  /** Ignores everything. */
  EvaluationProgress NONE = (phase, done, total) -> true;

  /** The parts of an evaluation, in the order in which they come. */
  enum Phase {
    /** Reference pictures of the people, and what the judge knows of them. */
    PEOPLE("people"),
    /** True renders for the judge's ceilings. */
    WORLD("ceilings"),
    /** Close-ups. */
    CLOSE_UPS("close-ups"),
    /** Group scenes: generated, restored, inverted. */
    GROUPS("groups"),
    /** Pictures of all rows of a suite, made and looked at. */
    PICTURES("pictures"),
    /** Figures and pages. */
    REPORT("report");

    private final String words;

    Phase(String words) {
      this.words = words;
    }

    /** The name in progress bars. */
    public String words() {
      return words;
    }
  }

  /**
   * Called at the start of a phase with 0 done, and after each of its parts.
   *
   * @return false to stop: the run then throws {@link io.github.fpga.diffusion.CancelledException};
   *     what is finished stays, and the same protocol goes on from there
   */
  boolean onProgress(Phase phase, int done, int total);
}
