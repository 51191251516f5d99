/**
 * The CLIP text encoder and its tokenizers (Radford et al., arXiv 2103.00020): prompt to token ids
 * to the states that cross-attention reads.
 */
package io.github.fpga.models.clip;
