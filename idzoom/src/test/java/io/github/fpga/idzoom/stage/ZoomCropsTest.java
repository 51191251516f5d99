package io.github.fpga.idzoom.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Point;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.WorldRecords;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ZoomCropsTest {

  private static final Scene SCENE =
      SceneSampler.any().withShot(Shot.FULL).sample(3, People.draw(IdentitySplit.TRAIN, 3, 2));
  private static final PictureRecord FULL = WorldRecords.full("pair", SCENE, 768, Split.TRAIN);
  private static final BufferedImage IMAGE =
      Decoding.DEFAULT.decode(FULL.image()).toOptional().orElseThrow();

  private static List<PictureRecord> crops(ZoomCrops zoom) {
    return zoom.apply(FULL, IMAGE).stream().map(o -> o.toOptional().orElseThrow()).toList();
  }

  @Test
  void everyFaceGetsAHalfAndAFaceCrop() {
    List<PictureRecord> crops = crops(new ZoomCrops(256, 32));
    assertEquals(
        List.of("pair-half0", "pair-face0", "pair-half1", "pair-face1"),
        crops.stream().map(PictureRecord::id).toList());
    for (PictureRecord crop : crops) {
      BufferedImage pixels = Decoding.DEFAULT.decode(crop.image()).toOptional().orElseThrow();
      assertEquals(crop.width(), pixels.getWidth());
      assertEquals(crop.width(), crop.height());
      assertTrue(crop.width() <= 256);
      assertEquals(OptionalLong.empty(), crop.perceptualHash());
      assertEquals(Split.TRAIN, crop.split());
      assertTrue(crop.caption().contains("person"), crop.caption());
    }
  }

  @Test
  void aCropKeepsItsFaceWithAllThatIsKnownOfIt() {
    for (int i = 0; i < 2; i++) {
      PictureRecord crop = crops(new ZoomCrops(1000, 32)).get(2 * i + 1);
      assertEquals(Zoom.FACE, crop.zoom());
      FaceRecord source = FULL.faces().get(i);
      FaceRecord face =
          crop.faces().stream()
              .filter(f -> f.cluster().equals(source.cluster()))
              .findFirst()
              .orElseThrow();
      Box box = face.detection().box();
      // Not enlarged and not shrunk: the same size at another place.
      assertEquals(source.detection().box().width(), box.width(), 1e-9);
      assertEquals(crop.width() / 2.0, box.centre().x(), 1);
      assertEquals(crop.height() / 2.0, box.centre().y(), 1);
      Point shift = face.landmarks().get().points().get(30);
      assertTrue(box.contains(shift), shift + " in " + box);
      assertEquals(OptionalDouble.empty(), face.sharpness());
      assertMaskCovers(crop, face);
    }
  }

  private static void assertMaskCovers(PictureRecord crop, FaceRecord face) {
    BufferedImage mask = Pictures.decode(face.mask().orElseThrow().bytes(), Pictures.MAX_PIXELS);
    assertEquals(crop.width(), mask.getWidth());
    Box box = face.detection().box();
    int[] levels = Pictures.pixels(mask);
    double inside = 0;
    double all = 0;
    for (int i = 0; i < levels.length; i++) {
      double level = (levels[i] & 255) / 255.0;
      all += level;
      boolean within =
          box.scaled(1.1).contains(new Point(i % crop.width() + 0.5, i / crop.width() + 0.5));
      inside += within ? level : 0;
    }
    assertTrue(all > 0.5 * box.area(), all + " of " + box);
    assertEquals(all, inside, 1e-6);
  }

  @Test
  void pixelsAreThoseOfThePicture() {
    PictureRecord crop = crops(new ZoomCrops(1000, 32)).get(1);
    Point from = FULL.faces().get(0).detection().box().centre();
    Point to = crop.faces().get(0).detection().box().centre();
    int dx = (int) Math.round(from.x() - to.x());
    int dy = (int) Math.round(from.y() - to.y());
    BufferedImage pixels = Decoding.DEFAULT.decode(crop.image()).toOptional().orElseThrow();
    for (int i = 0; i < crop.width(); i += 7) {
      assertEquals(IMAGE.getRGB(dx + i, dy + i), pixels.getRGB(i, i));
    }
  }

  @Test
  void peopleComeAlongWithTheirVisibleJoints() {
    PictureRecord half = crops(new ZoomCrops(512, 32)).get(0);
    assertEquals(Zoom.HALF, half.zoom());
    Box frame = new Box(0, 0, half.width(), half.height());
    half.people()
        .forEach(
            person ->
                person.skeleton().joints().stream()
                    .filter(joint -> joint.visible())
                    .forEach(joint -> assertTrue(frame.contains(joint.position()))));
    assertTrue(half.people().stream().anyMatch(person -> person.face().isPresent()));
    // The feet of the full body are out of sight.
    int joints = visible(half);
    assertTrue(joints > 0 && joints < visible(FULL), joints + " joints");
  }

  private static int visible(PictureRecord record) {
    return record.people().stream()
        .mapToInt(p -> (int) p.skeleton().joints().stream().filter(j -> j.visible()).count())
        .sum();
  }

  @Test
  void tooSmallCropsAreRejectedWithTheirSizes() {
    List<Outcome<PictureRecord>> crops = new ZoomCrops(512, 400).apply(FULL, IMAGE);
    assertTrue(
        Sources.rejection(crops.get(1))
            .matches("FACE_TOO_SMALL: pair-face0: a crop of \\d+ px, at least 400"),
        Sources.rejection(crops.get(1)));
    assertThrows(IllegalArgumentException.class, () -> new ZoomCrops(10, 11));
    BufferedImage other = new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB);
    assertThrows(IllegalArgumentException.class, () -> new ZoomCrops(64, 32).apply(FULL, other));
  }
}
