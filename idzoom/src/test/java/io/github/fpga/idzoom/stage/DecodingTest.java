package io.github.fpga.idzoom.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Pictures;
import io.github.fpga.idzoom.record.EncodedImage;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class DecodingTest {

  private static final BufferedImage IMAGE = Sources.scene(4, 96);
  private static final EncodedImage PNG = Pngs.encode(IMAGE, "a.png");

  private static String rejection(Decoding decoding, EncodedImage image) {
    return Sources.rejection(decoding.decode(image));
  }

  @Test
  void picturesAreKept() {
    BufferedImage decoded = Decoding.DEFAULT.decode(PNG).toOptional().orElseThrow();
    assertArrayEquals(Pictures.pixels(IMAGE), Pictures.pixels(decoded));
  }

  @Test
  void everyRejectionHasItsReasonAndValues() {
    assertTrue(
        rejection(new Decoding(100, 9999, 1), PNG)
            .equals("TOO_MANY_BYTES: %d bytes, at most 100".formatted(PNG.size())));
    assertEquals(
        "TOO_MANY_PIXELS: 96x96, at most 9000", rejection(new Decoding(1 << 20, 9000, 1), PNG));
    assertEquals(
        "TOO_SMALL: 96x96, sides at least 97", rejection(new Decoding(1 << 20, 9999, 97), PNG));
    EncodedImage webp =
        new EncodedImage(
            "RIFF....WEBPVP8 ".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "");
    assertTrue(rejection(Decoding.DEFAULT, webp).startsWith("NOT_A_PICTURE: "));
    EncodedImage cut = new EncodedImage(Arrays.copyOf(PNG.bytes(), PNG.size() / 2), "");
    assertTrue(rejection(Decoding.DEFAULT, cut).startsWith("DAMAGED: "));
    assertThrows(IllegalArgumentException.class, () -> new Decoding(0, 1, 1));
  }

  /** A header that promises 10 gigapixels, with its checksum. */
  @Test
  void aBombIsNotDecoded() {
    byte[] bytes = PNG.bytes();
    ByteBuffer header = ByteBuffer.wrap(bytes);
    header.putInt(16, 100_000).putInt(20, 100_000);
    CRC32 crc = new CRC32();
    crc.update(bytes, 12, 17);
    header.putInt(29, (int) crc.getValue());
    assertEquals(
        "TOO_MANY_PIXELS: 100000x100000, at most 40000000",
        rejection(Decoding.DEFAULT, new EncodedImage(bytes, "")));
  }

  @Test
  void aRejectionStopsLaterStages() {
    Outcome<Integer> rejected = Outcome.rejected(Reason.DUPLICATE, "of %d", 3);
    Outcome<String> later = rejected.then(value -> Outcome.kept("never"));
    assertEquals("DUPLICATE: of 3", Sources.rejection(later));
    assertTrue(later.toOptional().isEmpty());
    assertEquals("4", Outcome.kept(4).then(v -> Outcome.kept("" + v)).toOptional().orElseThrow());
  }
}
