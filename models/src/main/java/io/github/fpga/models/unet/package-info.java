/**
 * The denoiser of Stable Diffusion 1.x and XL and its three seams: the attention branch ({@link
 * io.github.fpga.models.unet.CrossAttention}), the residual input ({@link
 * io.github.fpga.models.unet.ControlResiduals}) and the condition input ({@link
 * io.github.fpga.models.unet.Conditioning#conditionFeature}). Identity (FPGA, arXiv 2408.09248, the
 * section on MGMICA) and control (RepControlNet, arXiv 2408.09240) enter there and nowhere else.
 */
package io.github.fpga.models.unet;
