package io.github.fpga.faces.onnx;

import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Point;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;
import org.bytedeco.opencv.opencv_objdetect.FaceRecognizerSF;

/** OpenCV's own readers of these networks, to compare with. */
final class OpenCv {

  private OpenCv() {}

  /** Per face x, y, width, height, five points and score, in pixel indices. */
  static float[][] yunet(Path file, BufferedImage image, float threshold, float overlap) {
    try (PointerScope scope = new PointerScope()) {
      FaceDetectorYN detector =
          FaceDetectorYN.create(
              file.toString(),
              "",
              new Size(image.getWidth(), image.getHeight()),
              threshold,
              overlap,
              5000,
              0,
              0);
      Mat faces = new Mat();
      detector.detect(bgr(image), faces);
      return rows(faces);
    }
  }

  /** SFace's embedding of the face that a row of {@link #yunet} describes. */
  static float[] sface(Path file, BufferedImage image, float[] face) {
    try (PointerScope scope = new PointerScope()) {
      FaceRecognizerSF recogniser = FaceRecognizerSF.create(file.toString(), "");
      Mat aligned = new Mat();
      Mat row = new Mat(1, face.length, opencv_core.CV_32F);
      new FloatPointer(row.data()).put(face);
      recogniser.alignCrop(bgr(image), row, aligned);
      Mat feature = new Mat();
      recogniser.feature(aligned, feature);
      return rows(feature.reshape(1, 1))[0];
    }
  }

  /** The five points of a row of {@link #yunet} in this project's pixels. */
  static List<Point> five(float[] face) {
    return IntStream.range(0, 5)
        .mapToObj(i -> new Point(face[4 + 2 * i] + 0.5, face[5 + 2 * i] + 0.5))
        .toList();
  }

  private static float[][] rows(Mat mat) {
    float[][] rows = new float[mat.rows()][mat.cols()];
    if (rows.length > 0) {
      try (FloatIndexer values = mat.createIndexer()) {
        for (int row = 0; row < rows.length; row++) {
          values.get(row, rows[row]);
        }
      }
    }
    return rows;
  }

  private static Mat bgr(BufferedImage image) {
    int[] pixels = Pictures.pixels(image);
    byte[] bytes = new byte[3 * pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (pixels[i / 3] >> 8 * (i % 3));
    }
    Mat mat = new Mat(image.getHeight(), image.getWidth(), opencv_core.CV_8UC3);
    mat.data().put(bytes);
    return mat;
  }
}
