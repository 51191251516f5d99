package io.github.fpga.idzoom.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Warps;
import io.github.fpga.idzoom.record.PictureRecord;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {

  private static final int SCENES = 16;
  private static final int NEAR = 6;

  private static BufferedImage brighter(BufferedImage image) {
    int[] pixels = Pictures.pixels(image);
    for (int i = 0; i < pixels.length; i++) {
      int p = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        p |= Math.min(255, 10 + (pixels[i] >> shift & 255) * 9 / 10) << shift;
      }
      pixels[i] = p;
    }
    return Pictures.of(image.getWidth(), image.getHeight(), pixels);
  }

  @Test
  void encodingAndScalingChangeFewBitsAndOtherPicturesMany() throws IOException {
    List<Long> hashes = new ArrayList<>();
    for (int seed = 0; seed < SCENES; seed++) {
      BufferedImage image = Sources.scene(seed, 256);
      long hash = PerceptualHash.of(image);
      byte[] jpeg = Sources.jpeg(image, 0.4f).bytes();
      for (BufferedImage copy :
          List.of(
              Pictures.decode(jpeg, Pictures.MAX_PIXELS),
              Warps.resize(image, 100, 100),
              Warps.resize(image, 400, 400),
              Warps.resize(image, 200, 190),
              brighter(image))) {
        int distance = PerceptualHash.distance(hash, PerceptualHash.of(copy));
        assertTrue(distance <= NEAR, "scene %d: %d bits".formatted(seed, distance));
      }
      hashes.add(hash);
    }
    int least = 64;
    for (int i = 0; i < SCENES; i++) {
      for (int j = 0; j < i; j++) {
        least = Math.min(least, PerceptualHash.distance(hashes.get(i), hashes.get(j)));
      }
    }
    assertTrue(least > NEAR + 4, "two scenes differ in %d bits".formatted(least));
  }

  /** Against comparing all pairs. */
  @Property(tries = 100, seed = "1")
  void nearDuplicatesAreThoseOfAllPairs(
      @ForAll long seed, @ForAll @IntRange(max = 31) int maxDistance) {
    Random random = new Random(seed);
    long[] hashes = new long[60];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = i < 5 ? random.nextLong() : hashes[random.nextInt(i)];
      for (int flips = random.nextInt(maxDistance + 3); flips > 0; flips--) {
        hashes[i] ^= 1L << random.nextInt(64);
      }
    }
    int[] expected = new int[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      expected[i] = i;
      for (int j = i - 1; j >= 0; j--) {
        if (expected[j] == j && PerceptualHash.distance(hashes[i], hashes[j]) <= maxDistance) {
          expected[i] = j;
        }
      }
    }
    assertArrayEquals(expected, NearDuplicates.originals(hashes, maxDistance));
  }

  @Test
  void duplicatesNameTheirOriginal() {
    PictureRecord a = Sources.record("a", "photo").withPerceptualHash(0xff00L);
    PictureRecord b = Sources.record("b", "photo");
    PictureRecord c = Sources.record("c", "photo").withPerceptualHash(0xff03L);
    PictureRecord d = Sources.record("d", "photo").withPerceptualHash(-1);
    assertEquals(
        List.of(
            "kept",
            "NOT_MEASURED: perceptual hash",
            "DUPLICATE: of a, 2 of 64 bits differ",
            "kept"),
        NearDuplicates.apply(List.of(a, b, c, d), 6).stream().map(Sources::rejection).toList());
  }

  @Test
  void distancesOutOfRangeAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> NearDuplicates.originals(new long[] {1}, 32));
    assertEquals(0, NearDuplicates.originals(new long[0], 0).length);
  }
}
