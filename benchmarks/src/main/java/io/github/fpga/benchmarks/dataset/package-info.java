/** Builds of datasets: what they cost, and that nothing stops them. See docs/idzoom-scale.md. */
package io.github.fpga.benchmarks.dataset;
