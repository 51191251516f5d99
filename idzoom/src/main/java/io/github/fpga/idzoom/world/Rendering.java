package io.github.fpga.idzoom.world;

import java.awt.image.BufferedImage;

/** A drawn picture (TYPE_INT_RGB, the caller owns it) and what is true of it. */
public record Rendering(BufferedImage image, GroundTruth truth) {}
