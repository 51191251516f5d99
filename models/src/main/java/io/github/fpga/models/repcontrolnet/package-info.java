/**
 * RepControlNet (arXiv 2408.09240): control of a diffusion network that costs nothing per step.
 * Each mode of control (skeletons, landmarks) has trained copies of the denoiser's linear maps,
 * which merge into the denoiser's own weights, and a small adapter that runs once per picture.
 *
 * <p>A checkpoint of one mode holds the copies below {@code modal} by the denoiser's own keys, and
 * the adapter below {@code adapter}.
 */
package io.github.fpga.models.repcontrolnet;
