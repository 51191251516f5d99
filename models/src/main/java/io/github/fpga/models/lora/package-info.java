/**
 * Low-rank adaptation (Hu et al., arXiv 2106.09685): small files that change a network's linear
 * maps and convolutions, in the layouts in which the public ones come.
 */
package io.github.fpga.models.lora;
