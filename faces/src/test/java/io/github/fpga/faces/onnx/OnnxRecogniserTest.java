package io.github.fpga.faces.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.GoldenPictures;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Warps;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import io.github.fpga.testkit.onnx.TinyNetworks;
import io.github.fpga.testkit.onnx.TinyOnnx;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With networks that give back what went in. */
class OnnxRecogniserTest {

  private static final int PLANE = 112 * 112;

  @TempDir Path folder;

  private final Golden golden = Golden.load("face_align");
  private final BufferedImage aligned = GoldenPictures.picture(golden.out("frontal.crop_112"));

  /** insightface's own input for this face. */
  @Test
  void arcFaceSeesWhatInsightfaceShowsIt() {
    float[] expected = Tensors.floats(golden.out("arcface_blob"));
    try (OnnxRecogniser arcFace = OnnxRecogniser.arcFace(mirror("N"))) {
      assertSame(expected, arcFace.embed(List.of(aligned)).get(0));
    }
  }

  @Test
  void anArcFaceThatScalesItsInputSeesRawPixels() {
    TinyOnnx net =
        new TinyOnnx()
            .input("data", 1, 3, 112, 112)
            .weights("mean", new float[] {127.5f}, 1)
            .weights("scale", new float[] {0.0078125f}, 1)
            .node("Sub", List.of("data", "mean"), "centred")
            .node("Mul", List.of("centred", "scale"), "scaled")
            .node("Flatten", List.of("scaled"), "fc1")
            .output("fc1", 1, 3 * PLANE);
    float[] expected = Tensors.floats(golden.out("arcface_blob"));
    try (OnnxRecogniser arcFace = OnnxRecogniser.arcFace(net.write(folder.resolve("self.onnx")))) {
      assertSame(expected, arcFace.embed(List.of(aligned)).get(0));
    }
  }

  @Test
  void sFaceSeesRawRedGreenBlue() {
    int[] pixels = Pictures.pixels(aligned);
    float[] expected = new float[3 * PLANE];
    for (int i = 0; i < PLANE; i++) {
      expected[i] = pixels[i] >> 16 & 255;
      expected[PLANE + i] = pixels[i] >> 8 & 255;
      expected[2 * PLANE + i] = pixels[i] & 255;
    }
    try (OnnxRecogniser sFace = OnnxRecogniser.sFace(mirror(1))) {
      assertSame(expected, sFace.embed(List.of(aligned)).get(0));
    }
  }

  @Test
  void aFixedBatchOfOneGivesTheSame() {
    List<BufferedImage> faces = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      faces.add(Warps.resize(aligned.getSubimage(i, 2 * i, 60, 60), 112, 112));
    }
    try (OnnxRecogniser free = OnnxRecogniser.sFace(mirror("N"));
        OnnxRecogniser one = OnnxRecogniser.sFace(mirror(1))) {
      List<FaceFeatures> features = free.embed(faces);
      assertEquals(18, features.size());
      assertEquals(one.embed(faces), features);
      assertEquals(List.of(features.get(17)), free.embed(faces.subList(17, 18)));
      assertTrue(free.embed(List.of()).isEmpty());
    }
  }

  @Test
  void onlyAlignedFacesAreTaken() {
    try (OnnxRecogniser sFace = OnnxRecogniser.sFace(mirror("N"))) {
      BufferedImage wrong = Warps.resize(aligned, 128, 128);
      String message =
          assertThrows(IllegalArgumentException.class, () -> sFace.embed(List.of(wrong)))
              .getMessage();
      assertTrue(message.contains("112x112") && message.contains("128x128"), message);
      assertThrows(IllegalArgumentException.class, () -> sFace.embed(List.of(aligned, wrong)));
    }
  }

  /**
   * From the picture to the embedding as OpenCV's FaceRecognizerSF goes: its alignment estimates
   * the same similarity in single precision, which moves a few pixels by one grey level or two.
   */
  @Test
  void sFaceAlignsAsOpenCvDoes() {
    Path file = mirror(1);
    BufferedImage photo = GoldenPictures.picture(golden.in("image"));
    float[] row = {
      178, 63, 90, 113, 200.1f, 101.8f, 247.1f, 102.6f, 220.4f, 124.5f, 198.6f, 142.8f, 239.7f,
      143.6f, 0.93f
    };
    float[] expected = OpenCv.sface(file, photo, row);
    try (OnnxRecogniser sFace = OnnxRecogniser.sFace(file)) {
      var five = OpenCv.five(row);
      BufferedImage face = Alignment.align(photo, five, 112);
      FaceFeatures features = sFace.embed(List.of(face)).get(0);
      assertEquals(1, FaceFeatures.cosine(expected, features.global()), 1e-5);
    }
  }

  private static void assertSame(float[] expected, FaceFeatures features) {
    float[] normalised = new FaceFeatures(expected, new float[0], 0, 0).global();
    assertArrayEquals(normalised, features.global(), 1e-7f);
    assertEquals(0, features.tokens());
  }

  private Path mirror(Object batch) {
    return TinyNetworks.mirror(batch).write(folder.resolve("mirror-" + batch + ".onnx"));
  }
}
