package io.github.fpga.training.data;

import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.FaceRecogniser;
import java.awt.image.BufferedImage;
import java.util.List;

/** Features that are pixels: they are equal if, and only if, what is looked at is. */
final class PixelRecogniser implements FaceRecogniser {

  private static final int DIMENSIONS = 128;
  private static final int TOKENS = 49;
  private static final int CHANNELS = 96;

  @Override
  public List<FaceFeatures> embed(List<BufferedImage> aligned) {
    return aligned.stream().map(PixelRecogniser::features).toList();
  }

  private static FaceFeatures features(BufferedImage image) {
    float[] global = values(image, DIMENSIONS);
    float[] local = values(image, TOKENS * CHANNELS);
    return new FaceFeatures(global, local, TOKENS, CHANNELS);
  }

  private static float[] values(BufferedImage image, int count) {
    float[] values = new float[count];
    int pixels = image.getWidth() * image.getHeight();
    for (int i = 0; i < count; i++) {
      int at = (int) ((long) i * pixels / count);
      int rgb = image.getRGB(at % image.getWidth(), at / image.getWidth());
      values[i] = (1 + (rgb >> 8 & 255) + (rgb & 255)) / 512f;
    }
    return values;
  }
}
