package io.github.fpga.evaluation.damage;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Warps;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Flaws of whole pictures, of their size. */
final class Flaws {

  private static final int MOST_REACH = 40;
  private static final double EYES = 0.36;
  private static final Color BAR = new Color(0x5c5c60);
  private static final double BEST_QUALITY = 0.4;
  private static final double WORST_QUALITY = 0.01;

  private Flaws() {}

  /** Under a Gaussian of a standard deviation in pixels, the border repeated. */
  static BufferedImage blurred(BufferedImage image, double sigma) {
    int width = image.getWidth();
    int height = image.getHeight();
    double[] kernel = kernel(sigma);
    int[] rows = convolved(Pictures.pixels(image), width, height, kernel, 1, 0);
    return Pictures.of(width, height, convolved(rows, width, height, kernel, 0, 1));
  }

  private static double[] kernel(double sigma) {
    int reach = (int) Math.max(1, Math.min(MOST_REACH, Math.ceil(3 * sigma)));
    double[] kernel = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double d = (i - reach) / Math.max(1e-3, sigma);
      kernel[i] = Math.exp(-d * d / 2);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }

  private static int[] convolved(
      int[] pixels, int width, int height, double[] kernel, int alongX, int alongY) {
    int reach = kernel.length / 2;
    int[] result = new int[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      double[] sum = new double[3];
      for (int k = -reach; k <= reach; k++) {
        int x = Math.max(0, Math.min(width - 1, i % width + k * alongX));
        int y = Math.max(0, Math.min(height - 1, i / width + k * alongY));
        for (int c = 0; c < 3; c++) {
          sum[c] += kernel[k + reach] * (pixels[y * width + x] >> 8 * c & 255);
        }
      }
      for (int c = 0; c < 3; c++) {
        result[i] |= (int) Math.round(sum[c]) << 8 * c;
      }
    }
    return result;
  }

  /** Shrunk by a factor and enlarged again. */
  static BufferedImage coarse(BufferedImage image, double factor) {
    int width = (int) Math.max(1, Math.round(image.getWidth() / factor));
    int height = (int) Math.max(1, Math.round(image.getHeight() / factor));
    return Warps.resize(Warps.resize(image, width, height), image.getWidth(), image.getHeight());
  }

  /** Through JPEG, from a poor quality at little to the worst at amount 1. */
  static BufferedImage jpeg(BufferedImage image, double amount) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      double quality = BEST_QUALITY - (BEST_QUALITY - WORST_QUALITY) * Math.min(1, amount);
      parameters.setCompressionQuality((float) quality);
      writer.write(null, new IIOImage(Pictures.rgb(image), null, null), parameters);
      out.flush();
      return Pictures.rgb(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory cannot be compressed", e);
    } finally {
      writer.dispose();
    }
  }

  /** With a bar of so many face sides over the eyes. */
  static BufferedImage covered(BufferedImage image, Box face, double thickness) {
    BufferedImage copy = Pictures.copy(image);
    double height = thickness * face.height();
    double y = face.y() + EYES * face.height() - height / 2;
    Graphics2D graphics = copy.createGraphics();
    graphics.setColor(BAR);
    graphics.fill(
        new Rectangle2D.Double(face.x() - face.width(), y, 3 * face.width(), Math.max(1, height)));
    graphics.dispose();
    return copy;
  }
}
