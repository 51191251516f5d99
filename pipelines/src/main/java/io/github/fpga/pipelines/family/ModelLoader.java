package io.github.fpga.pipelines.family;

import io.github.fpga.faces.micro.MicroFaces;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Weights;
import java.util.List;

/** From files to networks, with errors that name the file. */
final class ModelLoader {

  private static final String EMBEDDING = "text_model.embeddings.token_embedding.weight";
  private static final String SCALING_FACTOR = "scaling_factor";

  private final ModelSet set;
  private final Misfits misfits;

  private ModelLoader(ModelSet set) {
    this.set = set;
    misfits = new Misfits("micro", file -> set.path(file).toString());
  }

  static PortraitModels load(ModelSet set, Precision precision) {
    return new ModelLoader(set).load(precision);
  }

  private PortraitModels load(Precision precision) {
    Checkpoint autoencoder = Checkpoint.open(set.path(ModelFile.AUTOENCODER));
    Checkpoint base = Checkpoint.open(set.path(ModelFile.BASE));
    FamilyConfig config = FamilyConfig.micro(scalingFactor(autoencoder), vocabulary(base));
    Weights baseTree = parts(base, ModelFile.BASE, "text_model", "unet", "identity");
    FamilyWeights weights =
        new FamilyWeights(
            Weights.of(autoencoder),
            baseTree.below("text_model").renamed(key -> key.substring("text_model.".length())),
            baseTree.below("unet"),
            control(ModelFile.SKELETON),
            control(ModelFile.LANDMARK),
            Weights.of(Checkpoint.open(set.path(ModelFile.IDENTITY))),
            set.has(ModelFile.CONTROLNET)
                ? Weights.of(Checkpoint.open(set.path(ModelFile.CONTROLNET)))
                : null,
            set.has(ModelFile.FEWSTEP) ? distilled() : null);
    ClipTokenizer tokenizer =
        ClipTokenizer.load(set.path(ModelFile.TOKENIZER), MicroFamily.PROMPT_LENGTH);
    try {
      return PortraitModels.build(
          config, weights, tokenizer, faces(), precision, set::checksums, misfits);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** With landmarks that refine the detector's points: those alone are too coarse to align by. */
  private FamilyFaces faces() {
    return new AlignedFaces(MicroFaces.load().analyzer(), set::checksums);
  }

  private FamilyWeights.Control control(ModelFile file) {
    return control(parts(Checkpoint.open(set.path(file)), file, "modal", "adapter"));
  }

  private FamilyWeights.Distilled distilled() {
    Checkpoint file = Checkpoint.open(set.path(ModelFile.FEWSTEP));
    String[] names = {"skeleton.modal", "skeleton.adapter", "landmark.modal", "landmark.adapter"};
    Weights tree = parts(file, ModelFile.FEWSTEP, names);
    return new FamilyWeights.Distilled(
        control(tree.below("skeleton")), control(tree.below("landmark")));
  }

  private static FamilyWeights.Control control(Weights tree) {
    return new FamilyWeights.Control(tree.below("modal"), tree.below("adapter"));
  }

  /** A file's tree, once it is sure that every key lies below one of the names. */
  private Weights parts(Checkpoint checkpoint, ModelFile file, String... names) {
    List<String> foreign =
        checkpoint.keys().stream()
            .filter(key -> List.of(names).stream().noneMatch(name -> key.startsWith(name + ".")))
            .limit(5)
            .toList();
    if (!foreign.isEmpty() || checkpoint.keys().isEmpty()) {
      throw misfits.of(
          file,
          foreign.isEmpty() ? "it holds no tensors" : "unexpected " + String.join(", ", foreign),
          null);
    }
    return Weights.of(checkpoint);
  }

  private double scalingFactor(Checkpoint autoencoder) {
    String text = autoencoder.metadata().get(SCALING_FACTOR);
    try {
      double factor = Double.parseDouble(String.valueOf(text));
      if (factor > 0 && factor < Double.POSITIVE_INFINITY) {
        return factor;
      }
    } catch (NumberFormatException e) {
      throw misfits.of(
          ModelFile.AUTOENCODER, "its metadata %s is %s".formatted(SCALING_FACTOR, text), null);
    }
    throw misfits.of(
        ModelFile.AUTOENCODER, "its metadata %s is %s".formatted(SCALING_FACTOR, text), null);
  }

  private int vocabulary(Checkpoint base) {
    if (!base.has(EMBEDDING) || base.shape(EMBEDDING).length != 2) {
      throw misfits.of(ModelFile.BASE, "it lacks the table %s".formatted(EMBEDDING), null);
    }
    return Math.toIntExact(base.shape(EMBEDDING)[0]);
  }
}
