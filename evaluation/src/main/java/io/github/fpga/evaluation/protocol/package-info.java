/**
 * What every suite does, fixed before it runs: one file per suite, read strictly, so that two runs
 * of one protocol are comparable figure by figure. Our definition.
 */
package io.github.fpga.evaluation.protocol;
