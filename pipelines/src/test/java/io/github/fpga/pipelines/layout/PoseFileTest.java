package io.github.fpga.pipelines.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoseFileTest {

  @TempDir Path folder;

  @Test
  void writesAndReadsTheSame() throws IOException {
    Pose pose = Layout.of(Shot.HALF, 2, 256, 256).pose();
    Path file = folder.resolve("pose.json");
    PoseFile.write(file, pose);
    assertEquals(pose, PoseFile.read(file));
  }

  @Test
  void readsOpenPosesFiles() throws IOException {
    Path file = folder.resolve("openpose.json");
    String joints = String.join(", ", Collections.nCopies(18, "128, 64, 1"));
    Files.writeString(
        file,
        ("{\"people\": [{\"pose_keypoints_2d\": [%s]}],"
                + " \"canvas_width\": 512, \"canvas_height\": 256}")
            .formatted(joints));
    Pose pose = PoseFile.read(file);
    assertEquals(0.25, pose.people().get(0).joints().get(3).position().x());
    assertEquals(0.25, pose.people().get(0).joints().get(3).position().y());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"people\": 3}",
        "{\"people\": [3]}",
        "{\"people\": [{\"joints\": [[0, 0, 1]]}]}",
        "{\"people\": [{\"pose_keypoints_2d\": [1, 2, 3]}]}",
        "{\"people\": [], \"canvas_width\": -1}"
      })
  void anythingElseIsNamed(String text) throws IOException {
    Path file = folder.resolve("bad.json");
    Files.writeString(file, text);
    String message =
        assertThrows(IllegalArgumentException.class, () -> PoseFile.read(file)).getMessage();
    assertTrue(message.contains("bad.json"), message);
  }

  @Test
  void placesFarOutsideAreRefused() throws IOException {
    Path file = folder.resolve("pixels.json");
    String joints = String.join(", ", Collections.nCopies(18, "[128, 64, 1]"));
    Files.writeString(file, "{\"people\": [{\"joints\": [%s]}]}".formatted(joints));
    String message =
        assertThrows(IllegalArgumentException.class, () -> PoseFile.read(file)).getMessage();
    assertTrue(message.contains("fractions"), message);
    assertThrows(IllegalArgumentException.class, () -> PoseFile.read(folder.resolve("none.json")));
  }
}
