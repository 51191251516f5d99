/**
 * Figures of quality. Each class says its formula, its range and where it comes from; what has no
 * source is our definition. {@code Metric} lists them with their versions.
 */
package io.github.fpga.evaluation.metrics;
