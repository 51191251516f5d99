package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class CropsTest {

  private static final BufferedImage NOISE = SampleFaces.noise(90, 70, 7);
  private static final BufferedImage SMOOTH = SampleFaces.smooth(160, 120);

  @Property(tries = 200)
  void unchangedCropInItsOwnSizeGivesTheSamePicture(
      @ForAll @DoubleRange(min = -20, max = 80) double x,
      @ForAll @DoubleRange(min = -20, max = 60) double y,
      @ForAll @DoubleRange(min = 1, max = 60) double width,
      @ForAll @DoubleRange(min = 1, max = 60) double height) {
    Box box = new Box(x, y, width, height);
    int side = (int) Math.max(1, Math.round(box.square(2).width()));
    FaceCrop crop = Crops.crop(NOISE, box, 2, side);
    assertEquals(side, crop.side());
    BufferedImage pasted = Crops.paste(NOISE, crop, crop.image(), full(side, 1));
    assertArrayEquals(Pictures.pixels(NOISE), Pictures.pixels(pasted));
  }

  @Property(tries = 100)
  void unchangedCropOfAnotherSizeShiftsNothing(
      @ForAll @DoubleRange(min = 0, max = 120) double x,
      @ForAll @DoubleRange(min = 0, max = 90) double y,
      @ForAll @DoubleRange(min = 8, max = 40) double width,
      @ForAll @IntRange(min = 64, max = 200) int size) {
    FaceCrop crop = Crops.crop(SMOOTH, new Box(x, y, width, width * 1.2), 2, size);
    BufferedImage pasted = Crops.paste(SMOOTH, crop, crop.image(), full(crop.side(), 1));
    int[] before = Pictures.pixels(SMOOTH);
    int[] after = Pictures.pixels(pasted);
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      sum += Math.abs((before[i] & 255) - (after[i] & 255));
    }
    // A shift by a tenth of a pixel would give up to 0.4 levels where the picture slopes.
    assertTrue(sum / before.length < 0.35, "mean difference " + sum / before.length);
  }

  @Property(tries = 100)
  void onlyPixelsInTheMaskChange(
      @ForAll @DoubleRange(min = -10, max = 80) double x,
      @ForAll @DoubleRange(min = -10, max = 60) double y,
      @ForAll @DoubleRange(min = 4, max = 40) double width) {
    Box box = new Box(x, y, width, width);
    FaceCrop crop = Crops.crop(NOISE, box, 2, 64);
    Landmarks window = crop.toWindow().apply(SampleFaces.landmarks(box));
    Mask mask =
        Masks.face(window, crop.toWindow().apply(box), MaskKind.FACE, crop.side(), crop.side());
    BufferedImage pasted = Crops.paste(NOISE, crop, SampleFaces.noise(64, 64, 9), mask);
    int[] before = Pictures.pixels(NOISE);
    int[] after = Pictures.pixels(pasted);
    for (int i = 0; i < before.length; i++) {
      int windowX = i % 90 - crop.x();
      int windowY = i / 90 - crop.y();
      boolean inMask =
          windowX >= 0
              && windowY >= 0
              && windowX < crop.side()
              && windowY < crop.side()
              && mask.at(windowX, windowY) > 0;
      assertTrue(inMask || before[i] == after[i], "pixel " + i + " changed outside the mask");
    }
  }

  @Property
  void coordinatesGoThereAndBack(
      @ForAll @DoubleRange(min = 0, max = 90) double x,
      @ForAll @DoubleRange(min = 0, max = 70) double y) {
    FaceCrop crop = Crops.crop(NOISE, new Box(30, 20, 21, 27), 2, 128);
    Point p = new Point(x, y);
    AffineTest.assertClose(p, crop.toCrop().inverse().apply(crop.toCrop().apply(p)), 1e-9);
    assertEquals(128.0 / crop.side(), crop.toCrop().scale(), 1e-12);
  }

  @Example
  void aMarkLandsWhereTheAffineSays() {
    int[] pixels = new int[100 * 100];
    for (int y = 40; y < 44; y++) {
      Arrays.fill(pixels, y * 100 + 60, y * 100 + 64, 0xffffff);
    }
    for (int size : new int[] {32, 60, 61, 128, 240}) {
      FaceCrop crop = Crops.crop(Pictures.of(100, 100, pixels), new Box(40, 25, 29, 30), 2, size);
      Point expected = crop.toCrop().apply(new Point(62, 42));
      AffineTest.assertClose(expected, centroid(crop.image()), 0.05);
    }
  }

  @Example
  void bordersAreMirrored() {
    BufferedImage row = Pictures.of(3, 1, new int[] {1, 2, 3});
    assertArrayEquals(
        new int[] {3, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1},
        Pictures.pixels(Warps.window(row, -4, 0, 11, 1, Border.REFLECT)));
    assertArrayEquals(
        new int[] {1, 1, 2, 3, 3}, Pictures.pixels(Warps.window(row, -1, 0, 5, 1, Border.EDGE)));
    assertArrayEquals(
        new int[] {0, 1, 2, 3, 0}, Pictures.pixels(Warps.window(row, -1, 0, 5, 1, Border.ZERO)));
  }

  @Example
  void wrongMaskOrFactorIsRefused() {
    FaceCrop crop = Crops.crop(NOISE, new Box(30, 20, 20, 20), 2, 64);
    assertThrows(
        IllegalArgumentException.class, () -> Crops.paste(NOISE, crop, crop.image(), full(64, 1)));
    assertThrows(
        IllegalArgumentException.class, () -> Crops.crop(NOISE, new Box(1, 1, 5, 5), 0, 64));
    assertThrows(
        IllegalArgumentException.class, () -> Crops.crop(NOISE, new Box(1, 1, 5e6, 5), 2, 64));
  }

  @Example
  void halfAlphaMixesHalf() {
    BufferedImage black = Pictures.of(8, 8, new int[64]);
    FaceCrop crop = Crops.crop(black, new Box(2, 2, 2, 2), 2, 4);
    int[] white = new int[16];
    Arrays.fill(white, 0xffffff);
    int[] pasted =
        Pictures.pixels(Crops.paste(black, crop, Pictures.of(4, 4, white), full(4, 0.5f)));
    assertNotEquals(0, pasted[3 * 8 + 3]);
    assertEquals(0x808080, pasted[3 * 8 + 3]);
    assertEquals(0, pasted[0]);
  }

  private static Point centroid(BufferedImage image) {
    int[] pixels = Pictures.pixels(image);
    double sum = 0;
    Point weighted = new Point(0, 0);
    for (int i = 0; i < pixels.length; i++) {
      int value = pixels[i] & 255;
      Point p = new Point(i % image.getWidth() + 0.5, i / image.getWidth() + 0.5);
      weighted = weighted.plus(p.times(value));
      sum += value;
    }
    return weighted.times(1 / sum);
  }

  private static Mask full(int side, float alpha) {
    float[] values = new float[side * side];
    Arrays.fill(values, alpha);
    return new Mask(side, side, values);
  }
}
