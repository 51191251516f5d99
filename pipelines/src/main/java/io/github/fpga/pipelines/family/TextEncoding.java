package io.github.fpga.pipelines.family;

import java.util.List;

/** A family's tokenizers and text encoders. Safe for many threads until closed. */
interface TextEncoding extends AutoCloseable {

  /** The states of some prompts, all of the same length in tokens, owned by the current scope. */
  TextStates encode(List<String> prompts);

  /** Whether a prompt is longer than the encoder reads; what is too long is cut off. */
  boolean isCut(String prompt);

  @Override
  void close();
}
