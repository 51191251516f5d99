/**
 * Faces: geometry, detection, landmarks, pose, alignment, recognition, masks and control drawings.
 *
 * <p>Coordinates are pixels of the picture, x to the right, y down; the centre of the top left
 * pixel is (0.5, 0.5). Tools that count pixel indices (insightface, SCRFD, OpenCV) give and take
 * values half a pixel less.
 *
 * <p>FPGA (arXiv 2408.09248) names face detection, alignment and control drawings only in passing;
 * they follow insightface, InstantID and controlnet_aux, the rest is our definition.
 */
package io.github.fpga.faces;
