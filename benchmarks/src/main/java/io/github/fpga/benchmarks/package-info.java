/** Whole-process measurements; not published. Run one with nothing else on the machine. */
package io.github.fpga.benchmarks;
