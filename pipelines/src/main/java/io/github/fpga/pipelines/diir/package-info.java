/**
 * DIIR, DDIM Inversion based ID Restoration: small or broken faces of any picture made anew in the
 * likeness of given people, everything else left bit-identical.
 *
 * <p>Source: FPGA (arXiv 2408.09248, the section on DIIR). The paper inverts a face crop and
 * denoises it again with the identity; masks, fresh noise inside them, replay of the trajectory
 * outside, colour matching and the do-no-harm gate are our definition.
 */
package io.github.fpga.pipelines.diir;
