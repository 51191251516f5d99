package io.github.fpga.pipelines.family;

import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** One short prompt per row, by the encoder that was trained with the family. */
record MicroText(ClipTokenizer tokenizer, ClipTextModel model) implements TextEncoding {

  @Override
  public TextStates encode(List<String> prompts) {
    Tensor states =
        Scope.inference(
            () -> {
              List<Tensor> ids = new ArrayList<>();
              for (String prompt : prompts) {
                long[] tokens = tokenizer.encode(prompt);
                ids.add(Tensors.of(tokens, tokens.length));
              }
              return model.encode(Tensors.stack(0, ids), 0);
            });
    return new TextStates(states, null);
  }

  @Override
  public boolean isCut(String prompt) {
    return tokenizer.tokenCount(prompt) > tokenizer.maxLength();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
