/**
 * Control pictures: skeletons as OpenPose (controlnet_aux) draws them, face points as InstantID
 * does.
 *
 * <p>All drawings are on black, without antialiasing, and hold any number of people.
 */
package io.github.fpga.faces.drawing;
