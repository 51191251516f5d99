/**
 * The classic ControlNet (Zhang et al., arXiv 2302.05543): the baseline that RepControlNet (arXiv
 * 2408.09240) replaces.
 */
package io.github.fpga.models.controlnet;
