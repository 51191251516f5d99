package io.github.fpga.faces;

import java.awt.image.BufferedImage;

/**
 * How a stored picture must be turned to stand upright, by EXIF's numbers from 1 (as stored) to 8.
 * Cameras store the sensor's rows and only note how they were held.
 *
 * @param exif the value of EXIF tag 0x0112, see the EXIF 2.32 standard, section 4.6.4
 */
record Orientation(int exif) {

  static final Orientation AS_STORED = new Orientation(1);

  Orientation {
    if (exif < 1 || exif > 8) {
      throw new IllegalArgumentException("EXIF knows the orientations 1 to 8, got " + exif);
    }
  }

  /** Whether width and height change places. */
  boolean swapsSides() {
    return exif >= 5;
  }

  /** The picture standing upright; itself where it already does. */
  BufferedImage upright(BufferedImage image) {
    if (exif == 1) {
      return image;
    }
    int storedWidth = image.getWidth();
    int storedHeight = image.getHeight();
    int width = swapsSides() ? storedHeight : storedWidth;
    int height = swapsSides() ? storedWidth : storedHeight;
    int[] stored = Pictures.pixels(image);
    int[] pixels = new int[stored.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = swapsSides() ? y : x;
        int row = swapsSides() ? x : y;
        if (exif == 2 || exif == 3 || exif == 7 || exif == 8) {
          column = storedWidth - 1 - column;
        }
        if (exif == 3 || exif == 4 || exif == 6 || exif == 7) {
          row = storedHeight - 1 - row;
        }
        pixels[y * width + x] = stored[row * storedWidth + column];
      }
    }
    return Pictures.of(width, height, pixels);
  }
}
