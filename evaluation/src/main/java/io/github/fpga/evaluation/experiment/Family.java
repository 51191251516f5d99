package io.github.fpga.evaluation.experiment;

/** Families of trained weights that a suite can compare; only the first is always there. */
public enum Family {
  /** The one that is measured. */
  MAIN("ours"),
  /** The same but for the stage of Clone Face Tuning. */
  WITHOUT_CLONE("without-clone"),
  /** An identity adapter trained without masks, for the methods that have none. */
  UNMASKED("unmasked"),
  /** An identity adapter trained in MMF's skeleton mode only. */
  SKELETON_ONLY("skeleton-only"),
  /** An identity adapter trained in MMF's landmark mode only. */
  LANDMARK_ONLY("landmark-only"),
  /** Clone Face Tuning on copies of one face only. */
  CLONE_ONLY("clone-only"),
  /** Clone Face Tuning on different people only. */
  MIXED_ONLY("mixed-only"),
  /** Control by tuning all of the denoiser in place of modal copies. */
  FINE_TUNED("fine-tuned");

  private final String words;

  Family(String words) {
    this.words = words;
  }

  /** As in the option {@code --models-without-clone}. */
  public String words() {
    return words;
  }
}
