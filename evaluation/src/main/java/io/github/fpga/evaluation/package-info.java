/**
 * How good generated and restored portraits are: one run from a seed to figures, pictures and a
 * report. Protocol and rules of fairness are our definition; the judge is a recogniser that nothing
 * else uses.
 */
package io.github.fpga.evaluation;
