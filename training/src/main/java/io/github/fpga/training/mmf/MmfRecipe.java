package io.github.fpga.training.mmf;

import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.pipelines.run.StrictJson;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.ResourceFiles;
import io.github.fpga.training.TrainingConfig;
import io.github.fpga.training.data.CaptionDropout;
import io.github.fpga.training.data.ZoomRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Everything about a training under Multi-Mode Fusion that can be chosen, as one JSON file with the
 * components' names as keys. The modes that take turns and the loss that is weighted towards faces
 * are those of FPGA (arXiv 2408.09248, the section on MMF), the likeness that of PortraitBooth
 * (arXiv 2312.06354) in our form; numbers and the rest are our choice (docs/training.md).
 *
 * @param training steps, learning rate, seed
 * @param modes which mode a step runs in, and what it draws
 * @param zooms how far zooms go; the samples of a dataset are cut already
 * @param referenceWeights one per reference picture of everybody, each above 0; with several, what
 *     a person looks like is their weighted mean
 * @param strength of identities, by person and by noise
 * @param masks how identities are bound to regions; {@link MaskRule#MGMICA} but for baselines
 * @param clones share of clones in the scenes of Clone Face Tuning, in [0, 1], the others mix
 *     people; other stages have 0
 * @param dropouts what samples lose
 * @param losses what is asked of predictions
 */
public record MmfRecipe(
    TrainingConfig training,
    MultiModeFusion modes,
    ZoomRange zooms,
    List<Double> referenceWeights,
    IdentityStrength strength,
    MaskRule masks,
    double clones,
    Dropouts dropouts,
    Losses losses) {

  /** Under this key a checkpoint's metadata holds the recipe that it was trained by. */
  public static final String METADATA = "mmf";

  private static final String CHECKPOINT = ".safetensors";
  private static final int MOST_REFERENCES = 8;

  /**
   * What samples lose at random, as shares in [0, 1].
   *
   * @param captions parts of their captions
   * @param identity all identities, for guidance
   * @param control the control picture
   * @param borrowedLandmarks zooms: whose landmarks are another person's in the same pose, so that
   *     the pose is taken from them and not the face
   */
  public record Dropouts(
      CaptionDropout captions, double identity, double control, double borrowedLandmarks) {

    /** Throws IllegalArgumentException for a share out of range. */
    public Dropouts {
      Objects.requireNonNull(captions, "captions");
      requireRange("identity", identity, 0, 1);
      requireRange("control", control, 0, 1);
      requireRange("borrowedLandmarks", borrowedLandmarks, 0, 1);
    }
  }

  /**
   * What is asked of predictions.
   *
   * @param faceWeight lambda, 0 to 100: a latent cell fully inside a face counts 1 + lambda times
   * @param likeness weight of the likeness to the true faces beside the squared error, 0 to 100; 0
   *     is without it, and without the latent recogniser
   * @param likenessPeople people of a frame whose likeness counts, 1 to 4; of a zoom the one
   * @param likenessLeastFace width in pixels from which a face counts, 0 to 256: narrower ones are
   *     too few latent cells to be told apart
   */
  public record Losses(
      double faceWeight, double likeness, int likenessPeople, double likenessLeastFace) {

    /** Throws IllegalArgumentException for values out of range. */
    public Losses {
      requireRange("faceWeight", faceWeight, 0, 100);
      requireRange("likeness", likeness, 0, 100);
      requireRange("likenessPeople", likenessPeople, 1, 4);
      requireRange("likenessLeastFace", likenessLeastFace, 0, 256);
    }
  }

  /** Throws IllegalArgumentException for values out of range. */
  public MmfRecipe {
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(modes, "modes");
    Objects.requireNonNull(zooms, "zooms");
    Objects.requireNonNull(strength, "strength");
    Objects.requireNonNull(masks, "masks");
    requireRange("clones", clones, 0, 1);
    Objects.requireNonNull(dropouts, "dropouts");
    Objects.requireNonNull(losses, "losses");
    referenceWeights = List.copyOf(referenceWeights);
    if (referenceWeights.isEmpty() || referenceWeights.size() > MOST_REFERENCES) {
      throw new IllegalArgumentException(
          "referenceWeights needs one number per reference, 1 to %d of them, got %s"
              .formatted(MOST_REFERENCES, referenceWeights));
    }
    if (!referenceWeights.stream().allMatch(w -> w > 0 && w < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "referenceWeights must be above 0, got " + referenceWeights);
    }
  }

  private static void requireRange(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be in [%s, %s], got %s".formatted(name, least, most, value));
    }
  }

  /** The recipe of a stage as it is: {@code identity}, {@code joint} or {@code cloneface}. */
  public static MmfRecipe of(String stage) {
    return read(ResourceFiles.of(MmfRecipe.class, stage + ".json"));
  }

  /**
   * A recipe from its file, or from a checkpoint that was trained by it.
   *
   * @throws IllegalArgumentException where it is none, with what is wrong
   */
  public static MmfRecipe read(Path file) {
    if (file.toString().endsWith(CHECKPOINT)) {
      String text = Checkpoint.open(file).metadata().get(METADATA);
      if (text == null) {
        throw new IllegalArgumentException(
            "%s does not say by what recipe it was trained".formatted(file));
      }
      return parse(text, file.toString());
    }
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * A recipe from its text.
   *
   * @param name of the text, for errors
   * @throws IllegalArgumentException where it is none, with what is wrong
   */
  public static MmfRecipe parse(String text, String name) {
    return StrictJson.parse(text, name + " is no recipe of MMF", MmfRecipe.class);
  }

  /** As {@link #parse} reads it. */
  public String text() {
    return StrictJson.text(this);
  }

  /** The same with another number of steps. */
  public MmfRecipe withSteps(long steps) {
    return new MmfRecipe(
        training.withSteps(steps),
        modes,
        zooms,
        referenceWeights,
        strength,
        masks,
        clones,
        dropouts,
        losses);
  }
}
