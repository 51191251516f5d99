package io.github.fpga.evaluation.judge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.FaceRecogniser;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.ResourceFiles;
import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judges from files: as a run leaves them and as they are published. */
class JudgeFileTest {

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  @Test
  void aRunsWeightsJudgeLikeThePublishedOnes() {
    Path published = ResourceFiles.of(Judge.class, "judge.safetensors");
    Path run = folder.resolve("weights.safetensors");
    Checkpoint file = Checkpoint.open(published);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    file.keys().forEach(key -> tensors.put("network." + key, file.tensor(key)));
    Safetensors.write(run, tensors, Map.of());
    assertArrayEquals(seen(Judge.load()), seen(Judge.load(published)));
    assertArrayEquals(seen(Judge.load()), seen(Judge.load(run)));
  }

  private static float[] seen(FaceRecogniser judge) {
    int side = Alignment.RECOGNITION_SIZE;
    BufferedImage face = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    face.setRGB(50, 50, 0xff8040);
    return judge.embed(List.of(face)).get(0).global();
  }

  @Test
  void anotherNetworkIsNoJudge() {
    Path other = folder.resolve("other.safetensors");
    try (Scope scope = Scope.open()) {
      Safetensors.write(other, Map.of("a", Tensors.of(new float[] {1}, 1)), Map.of());
    }
    assertThrows(CheckpointException.class, () -> Judge.load(other));
  }
}
