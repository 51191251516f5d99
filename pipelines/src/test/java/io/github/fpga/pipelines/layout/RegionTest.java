package io.github.fpga.pipelines.layout;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

  private static String message(Runnable body) {
    return assertThrows(IllegalArgumentException.class, body::run).getMessage();
  }

  @Test
  void readsAndWritesTheSameText() {
    Region region = Region.parse("0.2, 0.25,0.1,0.125");
    assertEquals(new Region(0.2, 0.25, 0.1, 0.125), region);
    assertEquals(region, Region.parse(region.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,2,3", "0,0,1,1,1", "a,0,0.1,0.1", "0,0,NaN,0.1", "0,0,0.1,"})
  void anythingElseIsNoRegion(String text) {
    message(() -> Region.parse(text));
  }

  @Test
  void messagesSayWhatIsWrong() {
    assertTrue(message(() -> new Region(0.1, 0.1, 0, 0.1)).contains("must be above 0"));
    assertTrue(message(() -> new Region(0.95, 0.1, 0.1, 0.1)).contains("lies outside the picture"));
    assertTrue(message(() -> new Region(-0.1, 0, 0.2, 0.2)).contains("lies outside"));
    assertTrue(message(() -> Region.parse("64,80,32,32")).contains("fractions"));
    assertTrue(message(() -> Region.parse("0,0,x,1")).contains("'x'"));
    assertDoesNotThrow(() -> new Region(0.9, 0.9, 0.1, 0.1));
    assertDoesNotThrow(() -> new Region(0, 0, 1, 1));
  }

  @Test
  void overlapIsMeasuredOnTheSmallerRegion() {
    Region large = new Region(0, 0, 0.4, 0.4);
    Region inside = new Region(0.1, 0.1, 0.1, 0.1);
    assertEquals(1, large.overlap(inside), 1e-9);
    assertEquals(1, inside.overlap(large), 1e-9);
    assertEquals(0, large.overlap(new Region(0.4, 0.4, 0.1, 0.1)), 1e-9);
    Region half = new Region(0.2, 0, 0.4, 0.4);
    assertDoesNotThrow(() -> Region.requireApart(List.of(large, half), List.of("a", "b")));
    String text =
        message(
            () ->
                Region.requireApart(List.of(half, large, inside), List.of("anna", "ben", "cleo")));
    assertTrue(text.contains("ben") && text.contains("cleo") && text.contains("100 %"), text);
  }

  @Test
  void pixelsAndBack() {
    Region region = new Region(0.25, 0.5, 0.125, 0.25);
    Box box = region.toPixels(256, 128);
    assertEquals(new Box(64, 64, 32, 32), box);
    assertEquals(region, Region.of(box, 256, 128));
    assertEquals(new Region(0, 0, 0.25, 0.5), Region.of(new Box(-10, -64, 74, 128), 256, 128));
  }
}
