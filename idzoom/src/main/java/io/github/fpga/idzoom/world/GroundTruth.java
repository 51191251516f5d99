package io.github.fpga.idzoom.world;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;

/**
 * What is true of a picture.
 *
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param people in the order of the scene
 */
public record GroundTruth(
    int width,
    int height,
    List<PersonTruth> people,
    String caption,
    Style style,
    Shot shot,
    Place place) {

  public GroundTruth {
    people = List.copyOf(people);
  }

  /** A mask as rows of bytes, 0 outside to 255 inside, antialiased; the caller owns it. */
  public byte[] rasterise(Shape mask) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fill(mask);
    g.dispose();
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }
}
