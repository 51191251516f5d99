/**
 * Portraits of given people, end to end: {@link io.github.fpga.pipelines.PortraitStudio} is where
 * to start.
 *
 * <p>FPGA (arXiv 2408.09248): generation with MGMICA and RepControlNet (arXiv 2408.09240), then
 * DIIR on the small faces. Loading ({@code family}) is apart from running; requests and results are
 * records, one type per task.
 */
package io.github.fpga.pipelines;
