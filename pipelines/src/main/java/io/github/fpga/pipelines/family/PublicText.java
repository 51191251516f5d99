package io.github.fpga.pipelines.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.models.clip.ClipTextConfig;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTextOutput;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.files.ModelFiles;
import io.github.fpga.models.files.Part;
import io.github.fpga.models.lora.LoraPart;
import io.github.fpga.pipelines.sets.Role;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * CLIP's text encoders as Stable Diffusion uses them: the last states of one (1.x), or those before
 * the last of two side by side with the second's embedding of the whole (XL). Prompts of any length
 * are read in chunks, see {@link PromptChunks}.
 */
final class PublicText implements TextEncoding {

  private static final String END = "<|endoftext|>";

  /** What SDXL's second tokenizer pads with. */
  private static final String SECOND_PAD = "!";

  private final List<Encoder> encoders;

  private record Encoder(ClipTokenizer tokenizer, ClipTextModel model) {}

  private PublicText(List<Encoder> encoders) {
    this.encoders = List.copyOf(encoders);
  }

  /**
   * Loads the encoders that a base has.
   *
   * @param loras what changes an encoder's weights
   */
  static PublicText load(
      PublicSet set,
      ModelFiles base,
      Precision precision,
      BiFunction<Weights, LoraPart, Weights> loras) {
    List<Encoder> encoders = new ArrayList<>();
    try {
      for (Part part : List.of(Part.TEXT_ENCODER, Part.TEXT_ENCODER_2)) {
        if (base.parts().contains(part) || part == Part.TEXT_ENCODER) {
          encoders.add(encoder(set, base, part, precision, loras));
        }
      }
    } catch (RuntimeException e) {
      encoders.forEach(encoder -> encoder.tokenizer().close());
      throw e;
    }
    return new PublicText(encoders);
  }

  private static Encoder encoder(
      PublicSet set,
      ModelFiles base,
      Part part,
      Precision precision,
      BiFunction<Weights, LoraPart, Weights> loras) {
    boolean second = part == Part.TEXT_ENCODER_2;
    ClipTextConfig config = base.textConfig(part);
    Weights weights =
        loras
            .apply(base.text(part), second ? LoraPart.TEXT_ENCODER_2 : LoraPart.TEXT_ENCODER)
            .converted(precision.type());
    ClipTextModel model =
        PublicLoader.naming(
            set.require(Role.BASE),
            () ->
                weights.build(
                    w ->
                        second
                            ? ClipTextModel.withProjection(w, config)
                            : new ClipTextModel(w, config)));
    Path folder = tokenizerFolder(set.require(Role.BASE), second ? "tokenizer_2" : "tokenizer");
    String pad = pad(folder, second ? SECOND_PAD : END);
    return new Encoder(
        ClipTokenizer.bpe(
            folder.resolve("vocab.json"),
            folder.resolve("merges.txt"),
            config.maxPositionEmbeddings(),
            pad),
        model);
  }

  /** In a model's folder, or beside its single file. */
  private static Path tokenizerFolder(Path base, String name) {
    Path folder = Files.isDirectory(base) ? base.resolve(name) : base.resolveSibling(name);
    if (!Files.isRegularFile(folder.resolve("vocab.json"))) {
      throw new CheckpointException(
          "%s has no tokenizer: put its vocab.json and merges.txt into %s".formatted(base, folder));
    }
    return folder;
  }

  private static String pad(Path folder, String otherwise) {
    Path file = folder.resolve("special_tokens_map.json");
    if (!Files.isRegularFile(file)) {
      return otherwise;
    }
    try {
      JsonNode pad = new ObjectMapper().readTree(file.toFile()).path("pad_token");
      return pad.isObject() ? pad.path("content").asText(otherwise) : pad.asText(otherwise);
    } catch (IOException e) {
      throw new CheckpointException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  @Override
  public TextStates encode(List<String> prompts) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      List<Tensor> states = new ArrayList<>();
      Tensor pooled = null;
      for (Encoder encoder : encoders) {
        PromptChunks chunks = PromptChunks.of(encoder.tokenizer(), prompts);
        if (encoders.size() == 1) {
          states.add(chunks.joined(encoder.model().encode(chunks.ids(), 0)));
        } else {
          ClipTextOutput output = encoder.model().apply(chunks.ids());
          states.add(chunks.joined(output.penultimate()));
          pooled = output.textEmbeds() == null ? pooled : chunks.first(output.textEmbeds());
        }
      }
      return new TextStates(
          scope.keep(Tensors.cat(2, states)), pooled == null ? null : scope.keep(pooled));
    }
  }

  /** Never: prompts are read in as many chunks as it takes. */
  @Override
  public boolean isCut(String prompt) {
    return false;
  }

  @Override
  public void close() {
    encoders.forEach(encoder -> encoder.tokenizer().close());
  }
}
