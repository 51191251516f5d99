package io.github.fpga.idzoom.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.HeadPoses;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Provenance;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.WorldRecords;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With models that know the truth. */
class DescribingTest {

  private static final Scene SCENE =
      SceneSampler.any().withShot(Shot.HALF).sample(3, People.draw(IdentitySplit.TRAIN, 3, 2));
  private static final PictureRecord TRUTH = WorldRecords.full("truth", SCENE, 256, Split.TRAIN);
  private static final BufferedImage IMAGE =
      Decoding.DEFAULT.decode(TRUTH.image()).toOptional().orElseThrow();

  /** The people come in another order than the faces. */
  private static PictureRecord described(String caption) {
    List<Detection> detections = TRUTH.faces().stream().map(FaceRecord::detection).toList();
    List<Landmarks> landmarks = TRUTH.faces().stream().map(f -> f.landmarks().get()).toList();
    FaceFeatures features = new FaceFeatures(new float[] {3, 4}, new float[0], 0, 0);
    FaceAnalyzer analyzer =
        new FaceAnalyzer(
            image -> detections,
            (image, boxes) -> landmarks,
            HeadPoses::of,
            aligned -> Collections.nCopies(aligned.size(), features));
    List<Skeleton> skeletons = new ArrayList<>();
    TRUTH.people().forEach(person -> skeletons.add(0, person.skeleton()));
    Describing describing = new Describing(analyzer, image -> skeletons, "truth", "photo");
    return describing.describe(
        new SourcePicture("new", TRUTH.image(), caption, new Provenance("test", "CC0-1.0")), IMAGE);
  }

  @Test
  void everythingIsMeasured() {
    PictureRecord record = described("");
    assertEquals(2, record.faces().size());
    assertEquals(TRUTH.perceptualHash(), record.perceptualHash());
    for (int i = 0; i < 2; i++) {
      FaceRecord face = record.faces().get(i);
      FaceRecord truth = TRUTH.faces().get(i);
      assertEquals(truth.detection(), face.detection());
      assertEquals(truth.sharpness(), face.sharpness());
      assertEquals(0.6f, face.embedding().orElseThrow().values()[0], 1e-6);
      assertTrue(face.cluster().isEmpty());
      assertTrue(face.mask().isPresent() && face.headPose().isPresent());
    }
    assertTrue(record.caption().contains("portrait of two people"), record.caption());
    assertEquals("a wedding", described("a wedding").caption());
  }

  @Test
  void peopleGetTheirOwnFaces() {
    PictureRecord record = described("");
    assertEquals(2, record.people().size());
    assertEquals(1, record.people().get(0).face().orElseThrow());
    assertEquals(0, record.people().get(1).face().orElseThrow());
    assertEquals(1, record.people().get(0).score());
  }
}
