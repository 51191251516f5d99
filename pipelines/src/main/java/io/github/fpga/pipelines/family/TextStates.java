package io.github.fpga.pipelines.family;

import org.bytedeco.pytorch.Tensor;

/**
 * What a family's text encoders make of prompts.
 *
 * @param states (B, tokens, crossAttentionDim)
 * @param pooled (B, width), the whole prompts' embeddings that SDXL takes beside the states; null
 *     for other families
 */
public record TextStates(Tensor states, Tensor pooled) {}
