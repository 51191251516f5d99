/** Autoencoders between pictures and latents. */
package io.github.fpga.models.vae;
