/**
 * DDIM inversion, the first half of DIIR (FPGA, arXiv 2408.09248, "DDIM Inversion based ID
 * Restoration").
 */
package io.github.fpga.diffusion.inversion;
