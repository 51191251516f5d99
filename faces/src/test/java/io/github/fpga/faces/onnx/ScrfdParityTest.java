package io.github.fpga.faces.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceChoice;
import io.github.fpga.faces.GoldenPictures;
import io.github.fpga.faces.PixelInput;
import io.github.fpga.faces.Point;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * SCRFD against insightface, from the picture to the faces. Tolerances are the file's: OpenCV's
 * fixed-point resizing differs between versions, everything else is single precision.
 */
class ScrfdParityTest {

  private static final Pattern LIMITS = Pattern.compile("thr(\\d)(\\d+)_nms(\\d)(\\d+)");

  private final Golden golden = Golden.load("scrfd_decode");

  @TestFactory
  Stream<DynamicTest> cases() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode json : golden.config().path("cases")) {
      Case c = new Case(golden, json);
      tests.add(DynamicTest.dynamicTest(c.name + " input", c::input));
      tests.add(DynamicTest.dynamicTest(c.name + " anchors", c::anchors));
      tests.add(DynamicTest.dynamicTest(c.name + " candidates", c::candidateCounts));
      tests.add(DynamicTest.dynamicTest(c.name + " faces", c::faces));
      tests.add(DynamicTest.dynamicTest(c.name + " other limits", c::otherLimits));
      tests.add(DynamicTest.dynamicTest(c.name + " one face", c::oneFace));
    }
    assertTrue(!tests.isEmpty(), "nothing to compare");
    return tests.stream();
  }

  private static final class Case {

    private final Golden golden;
    private final String name;
    private final ScrfdDecoder decoder;
    private final BufferedImage image;
    private final Scrfd.Letterbox fitted;
    private final List<OnnxOutput> outputs = new ArrayList<>();
    private final double threshold;
    private final double overlap;
    private final double atol;
    private final double rtol;

    Case(Golden golden, JsonNode json) {
      this.golden = golden;
      name = json.path("case").asText();
      List<Integer> strides = new ArrayList<>();
      json.path("strides").forEach(stride -> strides.add(stride.asInt()));
      decoder = new ScrfdDecoder(strides, json.path("num_anchors").asInt());
      image = GoldenPictures.picture(golden.in(name + ".image"));
      JsonNode size = json.path("input_size_wh");
      fitted = Scrfd.Letterbox.of(image, size.path(0).asInt(), size.path(1).asInt());
      for (String head : List.of("score", "bbox", "kps")) {
        for (int stride : strides) {
          var tensor = golden.in("%s.head_%s_stride%d".formatted(name, head, stride));
          outputs.add(new OnnxOutput(head + stride, tensor.shape(), Tensors.floats(tensor)));
        }
      }
      threshold = golden.config().path("det_thresh").asDouble();
      overlap = golden.config().path("nms_thresh").asDouble();
      atol = golden.json().path("tolerance").path("det").path("atol").asDouble(1e-2);
      rtol = golden.json().path("tolerance").path("det").path("rtol").asDouble(1e-4);
    }

    /** The heads fit the input, the picture is fitted into it, and scaled. */
    void input() {
      assertTrue(decoder.fits(outputs, 1, fitted.image().getHeight(), fitted.image().getWidth()));
      golden.assertClose(name + ".det_img", GoldenPictures.tensor(fitted.image()), 2, 0);
      float[] expected = Tensors.floats(golden.out(name + ".det_img"));
      float[] actual = GoldenPictures.channels(fitted.image());
      double sum = 0;
      for (int i = 0; i < expected.length; i++) {
        sum += Math.abs(expected[i] - actual[i]);
      }
      assertTrue(sum / expected.length <= 0.5, "mean difference " + sum / expected.length);
      corner();
    }

    private void corner() {
      long[] shape = golden.out(name + ".blob_corner").shape();
      BufferedImage exact = GoldenPictures.picture(golden.out(name + ".det_img"));
      BufferedImage corner = exact.getSubimage(0, 0, (int) shape[3], (int) shape[2]);
      assertEquals(Scrfd.INPUT.mean(), golden.config().path("input_mean").asDouble());
      assertEquals(Scrfd.INPUT.deviation(), golden.config().path("input_std").asDouble());
      assertEquals(PixelInput.Order.RGB, Scrfd.INPUT.order());
      golden.assertClose(
          name + ".blob_corner", Tensors.of(Scrfd.INPUT.blob(List.of(corner)), shape), 1e-6, 0);
    }

    void anchors() {
      for (int stride : decoder.strides()) {
        String output = "%s.anchor_centers_stride%d".formatted(name, stride);
        int rows = (int) golden.out(output).size(0);
        float[] values = new float[2 * rows];
        for (int row = 0; row < rows; row++) {
          Point anchor = decoder.anchor(row, stride, fitted.image().getWidth() / stride);
          values[2 * row] = (float) anchor.x();
          values[2 * row + 1] = (float) anchor.y();
        }
        golden.assertClose(output, Tensors.of(values, rows, 2), 0, 0);
      }
    }

    void candidateCounts() {
      double all = 0;
      for (float count : Tensors.floats(golden.out(name + ".n_candidates"))) {
        all += count;
      }
      assertEquals(all, decoder.candidates(outputs, fitted.image().getWidth(), threshold).size());
    }

    void faces() {
      compare("", Scrfd.detections(decoder, outputs, fitted, threshold, overlap));
    }

    void otherLimits() {
      for (String output : golden.outputs()) {
        Matcher limits = LIMITS.matcher(output);
        if (output.startsWith(name + ".") && output.endsWith(".det") && limits.find()) {
          double score = Double.parseDouble(limits.group(1) + "." + limits.group(2));
          double nms = Double.parseDouble(limits.group(3) + "." + limits.group(4));
          compare(limits.group() + ".", Scrfd.detections(decoder, outputs, fitted, score, nms));
        }
      }
    }

    void oneFace() {
      List<Detection> faces = Scrfd.detections(decoder, outputs, fitted, threshold, overlap);
      compare("max1_area.", FaceChoice.LARGEST.of(image, faces).stream().toList());
      compare("max1_default.", FaceChoice.CENTRAL.of(image, faces).stream().toList());
    }

    private void compare(String variant, List<Detection> faces) {
      float[] det = new float[5 * faces.size()];
      float[] kps = new float[10 * faces.size()];
      for (int i = 0; i < faces.size(); i++) {
        Detection face = faces.get(i);
        det[5 * i] = (float) face.box().x();
        det[5 * i + 1] = (float) face.box().y();
        det[5 * i + 2] = (float) (face.box().x() + face.box().width());
        det[5 * i + 3] = (float) (face.box().y() + face.box().height());
        det[5 * i + 4] = (float) face.score();
        for (int k = 0; k < 5; k++) {
          kps[10 * i + 2 * k] = (float) face.five().get(k).x();
          kps[10 * i + 2 * k + 1] = (float) face.five().get(k).y();
        }
      }
      String prefix = name + "." + variant;
      golden.assertClose(prefix + "det", Tensors.of(det, faces.size(), 5), atol, rtol);
      golden.assertClose(prefix + "kps", Tensors.of(kps, faces.size(), 5, 2), atol, rtol);
    }
  }
}
