/**
 * In which of PortraitWorld's styles a face is drawn: a small network of the evaluation's own, its
 * data and its recipe. No default of the portraits' pipelines is chosen by it.
 */
package io.github.fpga.evaluation.style;
