/** The layers that Stable Diffusion's networks share. Pictures are BCHW, sequences BNC. */
package io.github.fpga.models.layers;
