package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Alignment against insightface. The crops' tolerance is the file's: OpenCV's fixed-point bilinear
 * weights (1/32 pixel) differ between versions, so the mean may differ by 1 grey level and 99 % of
 * the values by 6.
 */
class AlignmentParityTest {

  private static final Pattern CROP = Pattern.compile("(.+)\\.crop_(\\d+)");
  private static final Pattern MATRIX = Pattern.compile("(.+)\\.M_(\\d+)");

  private final Golden golden = Golden.load("face_align");

  @TestFactory
  Stream<DynamicTest> matrices() {
    JsonNode tolerance = golden.json().path("tolerance").path("M");
    double atol = tolerance.path("atol").asDouble(1e-3);
    double rtol = tolerance.path("rtol").asDouble(1e-4);
    return matching(MATRIX)
        .map(
            m ->
                DynamicTest.dynamicTest(
                    m.group(),
                    () -> {
                      Affine affine = Alignment.similarity(five(m.group(1)), size(m));
                      double[] entries = affine.pixelIndexed().toArray();
                      float[] values = new float[6];
                      for (int i = 0; i < 6; i++) {
                        values[i] = (float) entries[i];
                      }
                      golden.assertClose(m.group(), Tensors.of(values, 2, 3), atol, rtol);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> crops() {
    BufferedImage image = GoldenPictures.picture(golden.in("image"));
    return matching(CROP)
        .map(
            m ->
                DynamicTest.dynamicTest(
                    m.group(),
                    () -> {
                      BufferedImage crop = Alignment.align(image, five(m.group(1)), size(m));
                      golden.assertClose(m.group(), GoldenPictures.tensor(crop), 40, 0);
                      assertSimilar(golden.out(m.group()), crop);
                    }));
  }

  @Test
  void recogniserInput() {
    String description =
        golden.json().path("tensors").path("out.arcface_blob").path("description").asText();
    Matcher source = Pattern.compile("out\\.(\\S+)").matcher(description);
    String crop = source.find() ? source.group(1) : "frontal.crop_112";
    float[] blob = Alignment.blob(List.of(GoldenPictures.picture(golden.out(crop))));
    golden.assertClose(
        "arcface_blob", Tensors.of(blob, golden.out("arcface_blob").shape()), 1e-6, 0);
    golden.assertClose("arcface_mean_std", Tensors.of(new float[] {127.5f, 127.5f}, 2), 0, 0);
  }

  @Test
  void template() {
    JsonNode expected = golden.config().path("arcface_dst_112");
    List<Point> template = Alignment.template(112);
    for (int i = 0; i < 5; i++) {
      assertEquals(expected.path(i).path(0).asDouble(), template.get(i).x() - 0.5, 1e-4);
      assertEquals(expected.path(i).path(1).asDouble(), template.get(i).y() - 0.5, 1e-4);
    }
  }

  private Stream<Matcher> matching(Pattern pattern) {
    List<Matcher> found =
        golden.outputs().stream().map(pattern::matcher).filter(Matcher::matches).toList();
    assertTrue(!found.isEmpty(), "nothing to compare");
    return found.stream();
  }

  private static int size(Matcher matcher) {
    return Integer.parseInt(matcher.group(2));
  }

  /** insightface counts pixel indices. */
  private List<Point> five(String name) {
    return Affine.translation(0.5, 0.5).apply(GoldenPictures.points(golden.in("kps." + name)));
  }

  private static void assertSimilar(Tensor expected, BufferedImage actual) {
    float[] e = Tensors.floats(expected);
    float[] a = GoldenPictures.channels(actual);
    double sum = 0;
    float[] differences = new float[e.length];
    for (int i = 0; i < e.length; i++) {
      differences[i] = Math.abs(e[i] - a[i]);
      sum += differences[i];
    }
    Arrays.sort(differences);
    assertTrue(sum / e.length <= 1.0, "mean difference " + sum / e.length);
    float p99 = differences[(int) (0.99 * e.length)];
    assertTrue(p99 <= 6, "99th percentile " + p99);
  }
}
