/**
 * What people and programs read of an evaluation: {@code metrics.json}, {@code faces.csv} and one
 * self-contained page.
 */
package io.github.fpga.evaluation.report;
