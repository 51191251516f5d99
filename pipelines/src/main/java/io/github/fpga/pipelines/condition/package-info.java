/**
 * From people, prompts and drawings to what steers a denoiser: text states, identity keys and
 * values bound to regions, control features; shared by generating and restoring.
 *
 * <p>Source: FPGA (arXiv 2408.09248, the sections on identity features and MGMICA). How prompts are
 * composed is our definition.
 */
package io.github.fpga.pipelines.condition;
