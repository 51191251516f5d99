/**
 * Multi-Mode Fusion: training the identity adapter on whole scenes under skeleton control and on
 * face zooms under landmark control. Source: FPGA (arXiv 2408.09248), the section on MMF; schedule
 * and shares are our definition.
 */
package io.github.fpga.training.mmf;
