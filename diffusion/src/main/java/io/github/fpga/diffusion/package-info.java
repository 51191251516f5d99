/**
 * Noise schedules, samplers and guidance; knows no network, only a {@link
 * io.github.fpga.diffusion.Denoiser} function.
 *
 * <p>Latents are variance preserving in every sampler: at a noise level alphaCumprod they are
 * {@code sqrt(alphaCumprod) * x0 + sqrt(1 - alphaCumprod) * noise}, so all samplers start from unit
 * variance noise, share one {@code addNoise}, and hooks and listeners see the same thing. A sampler
 * is a function from a {@link io.github.fpga.diffusion.TimestepGrid} and an index on it to the
 * coefficients of one linear step; nothing keeps a step index between calls.
 *
 * <p>Sources: Ho et al. 2006.11239, Song et al. 2010.02502 (DDIM), Karras et al. 2206.00364, Lu et
 * al. 2211.01095 (DPM-Solver++), Lin et al. 2305.08891 (zero terminal SNR, guidance rescale).
 */
package io.github.fpga.diffusion;
