package io.github.fpga.idzoom.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Pictures;
import io.github.fpga.idzoom.parquet.RecordParquet;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.tar.RecordTar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldRecordsTest {

  private static final Scene PAIR =
      SceneSampler.any()
          .withShot(Shot.HALF)
          .withAspect(1.5)
          .sample(8, People.draw(IdentitySplit.DEVELOPMENT, 8, 2));

  private static PictureRecord full() {
    return WorldRecords.full("pair", PAIR, 200, Split.DEVELOPMENT);
  }

  @Test
  void everyFieldIsTheTruth() {
    PictureRecord record = full();
    Rendering drawn = Renderer.render(PAIR, 300, 200);
    GroundTruth truth = drawn.truth();
    assertEquals(300, record.width());
    assertEquals(200, record.height());
    assertEquals(truth.caption(), record.caption());
    assertArrayEquals(
        Pictures.pixels(drawn.image()),
        Pictures.pixels(Pictures.decode(record.image().bytes(), Pictures.MAX_PIXELS)));
    assertEquals(2, record.faces().size());
    for (int i = 0; i < 2; i++) {
      PersonTruth person = truth.people().get(i);
      assertEquals(person.faceBox(), record.faces().get(i).detection().box());
      assertEquals(person.landmarks(), record.faces().get(i).landmarks().orElseThrow());
      assertEquals(person.headPose(), record.faces().get(i).headPose().orElseThrow());
      assertEquals(OptionalLong.of(person.identitySeed()), record.faces().get(i).cluster());
      assertEquals(person.skeleton(), record.people().get(i).skeleton());
      assertEquals(i, record.people().get(i).face().orElseThrow());
      int[] mask =
          Pictures.pixels(
              Pictures.decode(
                  record.faces().get(i).mask().orElseThrow().bytes(), Pictures.MAX_PIXELS));
      byte[] expected = truth.rasterise(person.faceMask());
      for (int k = 0; k < mask.length; k++) {
        assertEquals(expected[k] & 255, mask[k] & 255);
      }
    }
  }

  @Test
  void closerZoomsShowOneFaceLarge() {
    PictureRecord half = WorldRecords.half("h", PAIR, 0, 128, Split.DEVELOPMENT);
    PictureRecord face = WorldRecords.face("f", PAIR, 0, 128, Split.DEVELOPMENT);
    assertEquals(Zoom.HALF, half.zoom());
    assertEquals(Zoom.FACE, face.zoom());
    assertEquals(64, longer(face), 0.5);
    assertEquals(128 / 5.0, longer(half), 0.5);
    assertTrue(face.caption().contains("close up portrait of one person"), face.caption());
    assertTrue(half.people().size() >= 1);
  }

  private static double longer(PictureRecord record) {
    var box = record.faces().get(0).detection().box();
    return Math.max(box.width(), box.height());
  }

  @Test
  void peopleOfAnotherSplitAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> WorldRecords.full("pair", PAIR, 200, Split.TRAIN));
  }

  @Test
  void filesGiveThemBack(@TempDir Path folder) throws IOException {
    List<PictureRecord> records = new ArrayList<>();
    records.add(full());
    records.add(WorldRecords.half("h", PAIR, 1, 128, Split.DEVELOPMENT));
    records.add(WorldRecords.face("f", PAIR, 1, 128, Split.DEVELOPMENT));
    RecordParquet.write(folder.resolve("a.parquet"), records.iterator());
    assertEquals(records, RecordParquet.readAll(folder.resolve("a.parquet")));
    RecordTar.write(folder.resolve("a.tar"), records.iterator());
    assertEquals(records, RecordTar.readAll(folder.resolve("a.tar")));
  }
}
