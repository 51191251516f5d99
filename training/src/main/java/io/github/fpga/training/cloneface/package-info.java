/**
 * Clone Face Tuning: the stage after MMF that teaches the identity adapter to wake up wherever a
 * mask says so, and nowhere else. Source: FPGA (arXiv 2408.09248), the section on Clone Face
 * Tuning; counts and shares are our definition.
 */
package io.github.fpga.training.cloneface;
