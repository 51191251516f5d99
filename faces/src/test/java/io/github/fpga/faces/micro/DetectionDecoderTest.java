package io.github.fpga.faces.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionDecoderTest {

  private static final int ROWS = 4;
  private static final int COLUMNS = 6;
  private static final int PLANE = ROWS * COLUMNS;

  private static float[] nothing() {
    float[] values = new float[DetectorConfig.OUTPUTS * PLANE];
    Arrays.fill(values, 0, PLANE, -10);
    return values;
  }

  @Test
  void readsBoxAndPoints() {
    float[] values = nothing();
    int at = 2 * COLUMNS + 3;
    values[at] = 3;
    values[PLANE + at] = 0.25f;
    values[2 * PLANE + at] = -0.5f;
    values[3 * PLANE + at] = (float) Math.log(0.5);
    values[4 * PLANE + at] = (float) Math.log(2);
    values[5 * PLANE + at] = -0.25f;
    List<Detection> found = DetectionDecoder.decode(values, ROWS, COLUMNS, 0.5);
    assertEquals(1, found.size());
    Detection face = found.get(0);
    assertEquals(1 / (1 + Math.exp(-3)), face.score(), 1e-6);
    assertEquals(16, face.box().width(), 1e-4);
    assertEquals(64, face.box().height(), 1e-4);
    assertEquals(28 + 2, face.box().centre().x(), 1e-4);
    assertEquals(20 - 4, face.box().centre().y(), 1e-4);
    assertEquals(28 - 0.25 * 32, face.five().get(0).x(), 1e-4);
    assertEquals(20, face.five().get(0).y(), 1e-4);
  }

  @Test
  void onlyPeaksAboveTheThresholdCount() {
    float[] values = nothing();
    values[0] = 2;
    values[1] = 1;
    values[PLANE - 1] = -0.1f;
    assertEquals(1, DetectionDecoder.decode(values, ROWS, COLUMNS, 0.5).size());
    assertEquals(2, DetectionDecoder.decode(values, ROWS, COLUMNS, 0.4).size());
  }

  @Test
  void wildSizesStayBoxes() {
    float[] values = nothing();
    values[0] = 5;
    values[3 * PLANE] = 1e6f;
    values[4 * PLANE] = -1e6f;
    Box box = DetectionDecoder.decode(values, ROWS, COLUMNS, 0.5).get(0).box();
    assertTrue(Double.isFinite(box.width()) && box.height() > 0);
  }
}
