/**
 * What every run has in common: its stages, their times, progress with cancellation, and the
 * provenance that a result carries. Our definition; no part of the paper.
 */
package io.github.fpga.pipelines.run;
