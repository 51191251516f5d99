package io.github.fpga.faces.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Detection;
import io.github.fpga.faces.GoldenPictures;
import io.github.fpga.faces.Warps;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.testkit.Golden;
import io.github.fpga.testkit.onnx.TinyNetworks;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With random networks: what the detector does around the network. */
class YuNetTest {

  @TempDir Path folder;

  private final BufferedImage photo = GoldenPictures.picture(Golden.load("face_align").in("image"));

  @Test
  void aSmallPictureIsSearchedAsItIs() {
    try (YuNet yunet = open("h", "w")) {
      List<Detection> once = yunet.search(photo);
      List<Detection> found = yunet.detect(photo);
      assertTrue(!found.isEmpty() && once.containsAll(found));
    }
  }

  @Test
  void aLargePictureIsSearchedAtSeveralSizes() {
    BufferedImage large = Warps.resize(photo, 2000, 1200);
    try (YuNet yunet = open("h", "w")) {
      List<Detection> found = yunet.detect(large);
      assertTrue(found.size() > 1);
      double last = 1;
      for (Detection face : found) {
        assertTrue(face.score() <= last, "best first");
        last = face.score();
        assertTrue(face.box().x() < 2000 && face.box().y() < 1200, face.box()::toString);
      }
      assertTrue(found.stream().anyMatch(face -> face.box().x() > 1300), "in the whole width");
    }
  }

  /** Older files of the zoo fix 640 x 640. */
  @Test
  void aFileThatFixesItsSize() {
    try (YuNet fixed = open(640, 640);
        YuNet free = open("h", "w")) {
      BufferedImage square = Warps.resize(photo, 640, 640);
      assertEquals(free.detect(square), fixed.detect(square));
      for (Detection face : fixed.detect(Warps.resize(photo, 1000, 3000))) {
        assertTrue(face.box().x() < 1000 && face.box().y() < 3000, face.box()::toString);
      }
    }
    assertThrows(CheckpointException.class, () -> open(100, 100), "no multiple of 32");
  }

  @Test
  void manyThreadsGetTheSame() throws Exception {
    try (YuNet yunet = open("h", "w")) {
      List<Detection> alone = yunet.detect(photo);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        Callable<List<Detection>> task = () -> yunet.detect(photo);
        for (var future : threads.invokeAll(Collections.nCopies(12, task))) {
          assertEquals(alone, future.get());
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  @Test
  void thresholds() {
    Path file = TinyNetworks.yunet(5, "h", "w").write(folder.resolve("yunet.onnx"));
    try (YuNet strict = YuNet.open(file, 0.8);
        YuNet loose = YuNet.open(file, 0.5)) {
      List<Detection> few = strict.detect(photo);
      assertTrue(few.stream().allMatch(face -> face.score() > 0.8));
      assertTrue(loose.detect(photo).size() > few.size());
    }
    assertThrows(IllegalArgumentException.class, () -> YuNet.open(file, 1));
    assertThrows(IllegalArgumentException.class, () -> Scrfd.open(file, 0));
  }

  private YuNet open(Object height, Object width) {
    Path file = folder.resolve("yunet-" + height + ".onnx");
    return YuNet.open(TinyNetworks.yunet(5, height, width).write(file));
  }
}
