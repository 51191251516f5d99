/**
 * IDZoom/PortraitWorld (our definition): procedural people in drawn scenes with exact ground truth.
 *
 * <p>A {@link io.github.fpga.idzoom.world.Scene} describes a picture, independent of any
 * resolution; {@link io.github.fpga.idzoom.world.SceneSampler} makes scenes, {@link
 * io.github.fpga.idzoom.world.Renderer} draws them or a zoom into them. Everything is a pure
 * function of seeds.
 */
package io.github.fpga.idzoom.world;
