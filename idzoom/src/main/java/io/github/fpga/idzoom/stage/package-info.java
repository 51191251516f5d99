/**
 * The steps that build IDZoom, as pure functions: what is not kept is rejected for a named {@link
 * io.github.fpga.idzoom.stage.Reason}. A driver (one process, or Spark) decides in which order and
 * on how many machines they run.
 *
 * <p>FPGA (arXiv 2408.09248) names zooming and filtering of its dataset only in passing; measures,
 * thresholds and order are our definition.
 */
package io.github.fpga.idzoom.stage;
