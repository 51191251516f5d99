/**
 * Faces: geometry, detection, landmarks, pose, alignment, recognition, masks and control drawings.
 *
 * <p>Coordinates are pixels of the picture, x to the right, y down; the centre of the top left
 * pixel is (0.5, 0.5).
 */
package io.github.fpga.faces;
