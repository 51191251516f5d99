package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Warps;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Faces put back into their picture. Where masks meet, faces share a pixel as identities share a
 * query: a_i / max(1, sum_j a_j). Pixels that no mask touches are never written.
 */
final class Compositor {

  private final BufferedImage image;
  private final List<ChangedArea.Patch> patches = new ArrayList<>();
  private final List<int[]> pixels = new ArrayList<>();

  Compositor(BufferedImage image) {
    this.image = image;
  }

  /**
   * Adds a face.
   *
   * @param restored its crop, any square size
   */
  void add(FaceJob job, BufferedImage restored) {
    int side = job.crop().side();
    patches.add(new ChangedArea.Patch(job.crop().x(), job.crop().y(), job.window()));
    pixels.add(Pictures.pixels(Warps.resize(restored, side, side)));
  }

  /** Where the picture changes. */
  ChangedArea area() {
    return new ChangedArea(image.getWidth(), image.getHeight(), patches);
  }

  /** The picture with all faces put back. */
  BufferedImage paste() {
    int[] result = Pictures.pixels(image);
    for (int i = 0; i < patches.size(); i++) {
      paste(i, result);
    }
    return Pictures.of(image.getWidth(), image.getHeight(), result);
  }

  private void paste(int index, int[] result) {
    ChangedArea.Patch patch = patches.get(index);
    int right = Math.min(image.getWidth(), patch.x() + patch.mask().width());
    int bottom = Math.min(image.getHeight(), patch.y() + patch.mask().height());
    for (int y = Math.max(0, patch.y()); y < bottom; y++) {
      for (int x = Math.max(0, patch.x()); x < right; x++) {
        if (patch.at(x, y) > 0 && isFirst(index, x, y)) {
          int at = y * image.getWidth() + x;
          result[at] = blend(result[at], x, y);
        }
      }
    }
  }

  /** A shared pixel is written once, with all its faces, by the first of them. */
  private boolean isFirst(int index, int x, int y) {
    for (int i = 0; i < index; i++) {
      if (patches.get(i).at(x, y) > 0) {
        return false;
      }
    }
    return true;
  }

  private int blend(int under, int x, int y) {
    double total = 0;
    double[] over = new double[3];
    for (int i = 0; i < patches.size(); i++) {
      ChangedArea.Patch patch = patches.get(i);
      double share = patch.at(x, y);
      if (share > 0) {
        total += share;
        int pixel = pixels.get(i)[(y - patch.y()) * patch.mask().width() + x - patch.x()];
        for (int c = 0; c < 3; c++) {
          over[c] += share * (pixel >> 8 * c & 255);
        }
      }
    }
    double scale = 1 / Math.max(1, total);
    int result = 0;
    for (int c = 0; c < 3; c++) {
      double value = (1 - total * scale) * (under >> 8 * c & 255) + scale * over[c];
      result |= (int) Math.round(value) << 8 * c;
    }
    return result;
  }
}
