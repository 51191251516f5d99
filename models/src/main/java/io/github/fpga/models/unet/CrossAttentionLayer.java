package io.github.fpga.models.unet;

import io.github.fpga.models.layers.Linear;

/**
 * One cross-attention layer as an attention branch sees it.
 *
 * @param index position in forward order (down, middle, up), from 0
 * @param key name in the checkpoint, as "down_blocks.0.attentions.0.transformer_blocks.0.attn2"
 * @param channels width of queries, keys and values
 * @param heads number of heads
 * @param toK the projection of text tokens to keys
 * @param toV the projection of text tokens to values
 */
public record CrossAttentionLayer(
    int index, String key, long channels, long heads, Linear toK, Linear toV) {}
