/**
 * The CLIP encoders (Radford et al., arXiv 2103.00020): prompt to token ids to the states that
 * cross-attention reads, and picture to the features that IP-Adapter projects.
 */
package io.github.fpga.models.clip;
