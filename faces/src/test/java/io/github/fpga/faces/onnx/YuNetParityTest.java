package io.github.fpga.faces.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Detection;
import io.github.fpga.faces.GoldenPictures;
import io.github.fpga.faces.Point;
import io.github.fpga.testkit.Golden;
import io.github.fpga.testkit.onnx.TinyNetworks;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * YuNet against OpenCV's FaceDetectorYN with the same file, a random network of YuNet's form, on a
 * photograph. The two engines sum in different orders, so positions may differ by a hundredth of a
 * pixel.
 */
class YuNetParityTest {

  private static final double PIXELS = 0.01;
  private static final double SCORE = 1e-4;

  @TempDir Path folder;

  private final BufferedImage photo = GoldenPictures.picture(Golden.load("face_align").in("image"));

  @ParameterizedTest
  @CsvSource({"1, 512, 512, 0.7", "2, 500, 333, 0.6", "3, 120, 448, 0.6", "4, 33, 33, 0.55"})
  void sameFacesAsOpenCv(long seed, int width, int height, double threshold) {
    Path file = TinyNetworks.yunet(seed, "height", "width").write(folder.resolve("yunet.onnx"));
    BufferedImage image = photo.getSubimage(7, 5, width - 7, height - 5);
    float[][] expected = OpenCv.yunet(file, image, (float) threshold, 0.3f);
    assertTrue(expected.length > 1, "nothing to compare");
    try (YuNet yunet = YuNet.open(file, threshold)) {
      assertSameFaces(expected, yunet.search(image));
    }
  }

  /** The same boxes, points and scores, ours half a pixel further. */
  static void assertSameFaces(float[][] expected, List<Detection> faces) {
    assertEquals(expected.length, faces.size());
    for (int i = 0; i < expected.length; i++) {
      float[] e = expected[i];
      Detection face = faces.get(i);
      assertEquals(e[0], face.box().x() - 0.5, PIXELS);
      assertEquals(e[1], face.box().y() - 0.5, PIXELS);
      assertEquals(e[2], face.box().width(), PIXELS);
      assertEquals(e[3], face.box().height(), PIXELS);
      for (int k = 0; k < 5; k++) {
        Point p = face.five().get(k);
        assertEquals(e[4 + 2 * k], p.x() - 0.5, PIXELS);
        assertEquals(e[5 + 2 * k], p.y() - 0.5, PIXELS);
      }
      assertEquals(e[14], face.score(), SCORE);
    }
  }
}
