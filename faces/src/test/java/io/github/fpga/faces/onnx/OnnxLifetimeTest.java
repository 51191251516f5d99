package io.github.fpga.faces.onnx;

import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.GoldenPictures;
import io.github.fpga.faces.Warps;
import io.github.fpga.testkit.Golden;
import io.github.fpga.testkit.NativeMemory;
import io.github.fpga.testkit.onnx.TinyNetworks;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime's memory ends with the call, the session's with the network. */
class OnnxLifetimeTest {

  @TempDir Path folder;

  private final BufferedImage face =
      Warps.resize(GoldenPictures.picture(Golden.load("face_align").in("image")), 112, 112);

  @Test
  void detecting() {
    try (YuNet yunet = YuNet.open(yunet())) {
      int[] call = {0};
      NativeMemory.assertFlat(
          1000,
          () -> {
            int side = 64 + 32 * (call[0]++ % 5);
            yunet.detect(Warps.resize(face, side, 96));
          });
    }
  }

  @Test
  void embeddingAndLandmarks() {
    Path mirror = TinyNetworks.mirror("N").write(folder.resolve("mirror.onnx"));
    Path dense = TinyNetworks.landmarks(112, new float[136], 0).write(folder.resolve("l.onnx"));
    try (OnnxRecogniser recogniser = OnnxRecogniser.arcFace(mirror);
        OnnxLandmarks landmarks = OnnxLandmarks.pfld68(dense)) {
      NativeMemory.assertFlat(
          1000,
          () -> {
            recogniser.embed(List.of(face));
            landmarks.landmarks(face, new Box(20, 20, 60, 70));
          });
    }
  }

  @Test
  void openingAndClosing() {
    Path file = yunet();
    NativeMemory.assertFlat(100, () -> YuNet.open(file).close());
  }

  /** A class that forgets to close its networks must not keep them for ever. */
  @Test
  void theCollectorFreesWhatNobodyClosed() {
    Path file = yunet();
    NativeMemory.assertFlat(
        20,
        () -> {
          YuNet.open(file);
          System.gc();
        });
  }

  /** The runtime would crash if a session ended under a running call. */
  @Test
  void closingWaitsForRunningCalls() throws InterruptedException {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    for (int i = 0; i < 20; i++) {
      YuNet yunet = YuNet.open(yunet());
      Thread user =
          new Thread(
              () -> {
                try {
                  while (true) {
                    yunet.detect(face);
                  }
                } catch (IllegalStateException closed) {
                  // What a late call is told.
                } catch (RuntimeException e) {
                  failure.set(e);
                }
              });
      user.start();
      Thread.sleep(10);
      yunet.close();
      user.join();
    }
    assertNull(failure.get());
  }

  private Path yunet() {
    return TinyNetworks.yunet(3, "h", "w").write(folder.resolve("yunet.onnx"));
  }
}
