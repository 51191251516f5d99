/**
 * How a collection becomes a dataset, without saying on which machines: the settings, what is done
 * to one picture, what is decided over all of them, and how the shards are put together. Module
 * {@code spark} drives it.
 *
 * <p>FPGA (arXiv 2408.09248) describes IDZoom by its contents only; the order of the steps is our
 * definition.
 */
package io.github.fpga.idzoom.build;
