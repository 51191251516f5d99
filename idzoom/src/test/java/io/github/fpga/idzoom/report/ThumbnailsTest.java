package io.github.fpga.idzoom.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Pictures;
import io.github.fpga.idzoom.build.Sample;
import io.github.fpga.idzoom.record.PictureRecord;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThumbnailsTest {

  private static final int FACE = 64;

  private static final PictureRecord RECORD =
      ReportRecords.picture("one", List.of(ReportRecords.face(FACE, FACE, FACE, 0, 100, 3)));

  private static BufferedImage decode(byte[] jpeg) {
    return Pictures.decode(jpeg, Long.MAX_VALUE);
  }

  /** Standard deviation of the green values in a square. */
  private static double contrast(BufferedImage image, int left, int top, int side) {
    double sum = 0;
    double squares = 0;
    for (int y = top; y < top + side; y++) {
      for (int x = left; x < left + side; x++) {
        double green = image.getRGB(x, y) >> 8 & 0xff;
        sum += green;
        squares += green * green;
      }
    }
    double mean = sum / (side * side);
    return Math.sqrt(squares / (side * side) - mean * mean);
  }

  @Test
  void facesAreBlurredOnRequestAndNothingElse() {
    BufferedImage clear = decode(new Thumbnails(false).plain(RECORD));
    BufferedImage blurred = decode(new Thumbnails(true).plain(RECORD));

    assertEquals(ReportRecords.SIDE, blurred.getWidth());
    assertTrue(contrast(clear, FACE, FACE, FACE) > 80);
    // What is left of black and white blocks are a few squares of almost the same grey.
    assertTrue(contrast(blurred, FACE, FACE, FACE) < 25, "the face can be seen");
    assertTrue(contrast(blurred, 0, 0, 40) > 80, "the rest cannot be seen");
    assertEquals(contrast(clear, 0, 0, 40), contrast(blurred, 0, 0, 40), 2);
  }

  @Test
  void whatWasFoundIsDrawnOver() {
    Sample sample = new Thumbnails(true).make("key", RECORD);

    assertEquals("one", sample.id());
    assertEquals("caption of one", sample.caption());
    BufferedImage image = decode(sample.jpeg());
    int middle = FACE + FACE / 2;
    assertTrue(excessOfGreen(image, middle, FACE) > 40, "no box");
    int landmark = image.getRGB(middle, middle);
    assertTrue((landmark & 0xff) - (landmark >> 16 & 0xff) > 20, "no landmark");
  }

  /** Green beyond the mean of red and blue, the most within a pixel of the place. */
  private static int excessOfGreen(BufferedImage image, int x, int y) {
    int most = Integer.MIN_VALUE;
    for (int row = y - 1; row <= y + 1; row++) {
      int rgb = image.getRGB(x, row);
      most = Math.max(most, (rgb >> 8 & 0xff) - ((rgb >> 16 & 0xff) + (rgb & 0xff)) / 2);
    }
    return most;
  }
}
