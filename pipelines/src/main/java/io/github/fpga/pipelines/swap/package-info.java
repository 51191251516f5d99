/**
 * Face swap: DIIR with another person's tokens on a chosen face. Source: FPGA (arXiv 2408.09248,
 * the section on applications of DIIR); how the face is chosen is our definition.
 */
package io.github.fpga.pipelines.swap;
