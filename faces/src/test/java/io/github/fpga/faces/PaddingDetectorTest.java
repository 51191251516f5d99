package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * With a detector that finds the red rectangle of a picture, but only if it is a small part of it.
 */
class PaddingDetectorTest {

  private final List<String> sizesSeen = new ArrayList<>();
  private double largestShare = 0.5;

  private List<Detection> detectRed(BufferedImage image) {
    sizesSeen.add(image.getWidth() + "x" + image.getHeight());
    return red(image)
        .filter(box -> box.width() <= largestShare * image.getWidth())
        .map(box -> SampleFaces.detection(box, 0.9))
        .stream()
        .toList();
  }

  @Test
  void aFaceThatIsFoundIsNotLookedForAgain() {
    Box face = new Box(100, 80, 60, 70);
    List<Detection> found = new PaddingDetector(this::detectRed).detect(picture(400, 300, face));
    assertEquals(List.of("400x300"), sizesSeen);
    assertEquals(face, found.get(0).box());
  }

  @Test
  void aTightCropIsPaddedAndMappedBack() {
    Box face = new Box(30, 20, 300, 340);
    List<Detection> found = new PaddingDetector(this::detectRed).detect(picture(361, 400, face));
    assertEquals(List.of("361x400", "723x800"), sizesSeen);
    assertEquals(1, found.size());
    assertEquals(face, found.get(0).box());
    AffineTest.assertClose(
        SampleFaces.landmarks(face).five().get(2), found.get(0).five().get(2), 1e-9);
  }

  @Test
  void aLargerMarginHelpsALargerFace() {
    largestShare = 0.3;
    Box face = new Box(30, 20, 300, 340);
    BufferedImage picture = picture(360, 400, face);
    assertTrue(new PaddingDetector(this::detectRed).detect(picture).isEmpty());
    assertEquals(3, sizesSeen.size());
    assertEquals(face, new PaddingDetector(this::detectRed, 1).detect(picture).get(0).box());
  }

  @Test
  void aSmallPictureIsEnlarged() {
    Box face = new Box(8, 16, 12, 20);
    List<Detection> found = new PaddingDetector(this::detectRed).detect(picture(64, 48, face));
    assertEquals(List.of("256x192"), sizesSeen);
    Box box = found.get(0).box();
    assertTrue(box.iou(face) > 0.9, box::toString);
  }

  @Test
  void aMirroredFaceInTheMarginIsNoFace() {
    FaceDetector margins =
        image ->
            image.getWidth() == 800
                ? List.of(
                    SampleFaces.detection(new Box(10, 10, 50, 50), 0.9),
                    SampleFaces.detection(new Box(300, 300, 80, 80), 0.8))
                : List.of();
    List<Detection> found =
        new PaddingDetector(margins).detect(picture(400, 400, new Box(1, 1, 9, 9)));
    assertEquals(List.of(new Box(100, 100, 80, 80)), found.stream().map(Detection::box).toList());
  }

  @Test
  void nothingIsNothing() {
    assertTrue(new PaddingDetector(image -> List.of()).detect(picture(1, 1, null)).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> new PaddingDetector(this::detectRed, 0));
  }

  private static BufferedImage picture(int width, int height, Box face) {
    int[] pixels = new int[width * height];
    for (int i = 0; i < pixels.length; i++) {
      Point p = new Point(i % width + 0.5, i / width + 0.5);
      pixels[i] = face != null && face.contains(p) ? 0xff0000 : 0x0000ff;
    }
    return Pictures.of(width, height, pixels);
  }

  private static Optional<Box> red(BufferedImage image) {
    int[] pixels = Pictures.pixels(image);
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = -1;
    int bottom = -1;
    for (int i = 0; i < pixels.length; i++) {
      if ((pixels[i] >> 16) > 128) {
        left = Math.min(left, i % image.getWidth());
        right = Math.max(right, i % image.getWidth());
        top = Math.min(top, i / image.getWidth());
        bottom = Math.max(bottom, i / image.getWidth());
      }
    }
    return right < 0
        ? Optional.empty()
        : Optional.of(new Box(left, top, right - left + 1, bottom - top + 1));
  }
}
