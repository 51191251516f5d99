package io.github.fpga.pipelines.family;

/** The files of a family. */
public enum ModelFile {
  /** AutoencoderKL; its metadata hold {@code scaling_factor}. */
  AUTOENCODER("autoencoder.safetensors", "autoencoder"),
  /**
   * Text encoder below {@code text_model}, denoiser below {@code unet}; what lies below {@code
   * identity} is where training of the identity adapter goes on.
   */
  BASE("base.safetensors", "base"),
  /** Skeleton mode: {@code modal.<denoiser's key>} and {@code adapter...}. */
  SKELETON("skeleton.safetensors", "skeleton"),
  /** Landmark mode, likewise. */
  LANDMARK("landmark.safetensors", "landmark"),
  /** Identity adapter, by IP-Adapter's keys. */
  IDENTITY("identity.safetensors", "identity"),
  /** The baseline that RepControlNet replaces; may be absent. */
  CONTROLNET("controlnet.safetensors", "controlnet", true),
  /**
   * Both modes distilled to few steps, below {@code skeleton} and {@code landmark} each like the
   * mode's own file; may be absent.
   */
  FEWSTEP("fewstep.safetensors", "fewstep", true),
  /** The text encoder's vocabulary. */
  TOKENIZER("tokenizer.json", "base");

  private final String fileName;
  private final String recipe;
  private final boolean optional;

  ModelFile(String fileName, String recipe) {
    this(fileName, recipe, false);
  }

  ModelFile(String fileName, String recipe, boolean optional) {
    this.fileName = fileName;
    this.recipe = recipe;
    this.optional = optional;
  }

  public String fileName() {
    return fileName;
  }

  /** Whether a family may do without it. */
  public boolean optional() {
    return optional;
  }

  /** The training recipe that writes the file. */
  String recipe() {
    return recipe;
  }
}
