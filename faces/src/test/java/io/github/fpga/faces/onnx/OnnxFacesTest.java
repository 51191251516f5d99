package io.github.fpga.faces.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Face;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.GoldenPictures;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.testkit.Golden;
import io.github.fpga.testkit.onnx.TinyNetworks;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFacesTest {

  @TempDir Path folder;

  private final BufferedImage photo =
      GoldenPictures.picture(Golden.load("face_align").in("image")).getSubimage(90, 10, 256, 256);

  @Test
  void facesOpen() {
    Path yuNet = TinyNetworks.yunet(1, "h", "w").write(folder.resolve("yunet.onnx"));
    Path sFace = TinyNetworks.mirror(1).write(folder.resolve("sface.onnx"));
    try (OnnxFaces faces = OnnxFaces.loadOpen(yuNet, sFace)) {
      List<Face> found = assertAnalyzes(faces.analyzer());
      for (Face face : found) {
        for (int i = 0; i < 5; i++) {
          double off = face.landmarks().five().get(i).distance(face.detection().five().get(i));
          assertEquals(0, off, 1e-6, "the landmarks go through the detector's points");
        }
      }
    }
  }

  @Test
  void facesInsightface() {
    Path scrfd = TinyNetworks.scrfd(2, "h", "w").write(folder.resolve("scrfd.onnx"));
    Path arcFace = TinyNetworks.mirror("N").write(folder.resolve("arcface.onnx"));
    Path dense =
        TinyNetworks.landmarks(192, spread(212), 0).write(folder.resolve("landmarks.onnx"));
    try (OnnxFaces faces = OnnxFaces.loadInsightface(scrfd, arcFace)) {
      assertAnalyzes(faces.analyzer());
    }
    try (OnnxFaces faces = OnnxFaces.loadInsightface(scrfd, arcFace, dense)) {
      List<Face> found = assertAnalyzes(faces.analyzer());
      assertEquals(
          faces.landmarks().landmarks(photo, found.get(0).box()), found.get(0).landmarks());
    }
  }

  @Test
  void aFileInTheWrongPlaceIsNamed() {
    Path yuNet = TinyNetworks.yunet(1, "h", "w").write(folder.resolve("yunet.onnx"));
    Path sFace = TinyNetworks.mirror(1).write(folder.resolve("sface.onnx"));
    String message =
        assertThrows(CheckpointException.class, () -> OnnxFaces.loadOpen(sFace, yuNet))
            .getMessage();
    assertTrue(message.contains("sface.onnx is no YuNet face detector"), message);
    message =
        assertThrows(CheckpointException.class, () -> OnnxFaces.loadOpen(yuNet, yuNet))
            .getMessage();
    assertTrue(message.contains("yunet.onnx is no SFace recogniser"), message);
  }

  private List<Face> assertAnalyzes(FaceAnalyzer analyzer) {
    List<Face> found = analyzer.analyze(photo);
    assertTrue(found.size() > 1, "faces: " + found.size());
    assertEquals(1, found.get(0).features().similarity(found.get(0).features()), 1e-6);
    assertEquals(found, analyzer.analyze(photo), "twice the same");
    return found;
  }

  /** Points in no line. */
  private static float[] spread(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) Math.sin(7 * i);
    }
    return values;
  }
}
