/**
 * Mask Guided Multi-ID Cross Attention: every person's identity reaches only the queries inside
 * that person's region. Source: FPGA (arXiv 2408.09248), the section on MGMICA; what the paper
 * leaves open (soft masks, their normalisation, personal prompts) is our definition.
 */
package io.github.fpga.models.mgmica;
