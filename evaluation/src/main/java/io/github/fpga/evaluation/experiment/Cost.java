package io.github.fpga.evaluation.experiment;

/**
 * What a row costs.
 *
 * @param seconds per picture, the median
 * @param step seconds per denoising step of pictures from noise, the median; NaN for other rows
 * @param parameters that were trained for its control; 0 where there is none
 */
record Cost(double seconds, double step, long parameters) {}
