package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.Tuple;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of torch.save: what libtorch writes we read, and what we think it writes libtorch reads.
 */
class TorchCheckpointTest {

  @TempDir Path folder;

  private Checkpoint open(byte[] bytes) throws IOException {
    return Checkpoint.open(Files.write(folder.resolve("weights.bin"), bytes));
  }

  /** {"a": floats, "deep": {"b": the same storage, transposed}, "step": 7}. */
  private static Pickles dictionary(int protocol) {
    return Pickles.protocol(protocol)
        .ops("}(")
        .text("a")
        .tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1})
        .text("deep")
        .ops("}")
        .text("b")
        .tensor("FloatStorage", "0", 6, 1, new long[] {2, 2}, new long[] {1, 3})
        .ops("s")
        .text("step")
        .number(7)
        .ops("u");
  }

  private static final Map<String, byte[]> SIX = Map.of("0", TorchFiles.floats(1, 2, 3, 4, 5, 6));

  private static void assertDictionary(Checkpoint checkpoint) {
    assertEquals("[a, deep.b]", checkpoint.keys().toString());
    assertEquals(Map.of("step", "7"), checkpoint.metadata());
    assertArrayEquals(new long[] {2, 3}, checkpoint.shape("a"));
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, Tensors.floats(checkpoint.tensor("a")));
    Tensor view = checkpoint.tensor("deep.b");
    assertTrue(view.is_contiguous());
    assertArrayEquals(new float[] {2, 5, 3, 6}, Tensors.floats(view));
  }

  @Test
  void whatLibtorchWrites() throws IOException {
    try (Scope scope = Scope.open()) {
      Tensor base = Tensors.of(new float[] {0, 1, 0, 1, 1, 0}, 2, 3);
      IValueVector all = new IValueVector();
      for (StoredType type : StoredType.values()) {
        all.push_back(new IValue(base.to(type.type)));
      }
      all.push_back(new IValue(base.t()));
      ByteVector written = torch.pickle_save(new IValue(Tuple.create(all)));
      Checkpoint checkpoint = open(written.get());
      int i = 0;
      for (StoredType type : StoredType.values()) {
        Tensor read = checkpoint.tensor(Integer.toString(i++));
        assertEquals(type.type.value, read.scalar_type().value);
        assertTrue(base.to(type.type).equal(read), type.name());
      }
      assertTrue(base.t().equal(checkpoint.tensor(Integer.toString(i))));
    }
  }

  /** Two tensors of one storage: what one is changed to, the other shows. */
  @Test
  void storedNumbersAreMappedAndNotCopied() throws IOException {
    try (Scope scope = Scope.open()) {
      Tensor base = Tensors.of(new float[] {1, 2, 3}, 3);
      IValueVector both = new IValueVector();
      both.push_back(new IValue(base));
      both.push_back(new IValue(base.narrow(0, 1, 2)));
      Checkpoint checkpoint = open(torch.pickle_save(new IValue(Tuple.create(both))).get());
      assertArrayEquals(new float[] {2, 3}, Tensors.floats(checkpoint.tensor("1")));
      checkpoint.tensor("0").add_(base);
      assertArrayEquals(new float[] {4, 6}, Tensors.floats(checkpoint.tensor("1")));
      assertArrayEquals(
          new float[] {1, 2, 3}, Tensors.floats(Checkpoint.open(checkpoint.file()).tensor("0")));
    }
  }

  @Test
  void whatTestsWriteByHandIsWhatLibtorchReads() throws IOException {
    byte[] bytes =
        TorchFiles.zip(Pickles.protocol(2).ops("}(").text("a").floats("0", 6).ops("u").stop(), SIX);
    try (Scope scope = Scope.open()) {
      Tensor read =
          torch.pickle_load(new ByteVector(bytes)).toGenericDict().at(new IValue("a")).toTensor();
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, Tensors.floats(read));
    }
  }

  @Test
  void nestedDictionariesOfEveryProtocol() throws IOException {
    for (int protocol = 2; protocol <= 5; protocol++) {
      assertDictionary(open(TorchFiles.zip(dictionary(protocol).stop(), SIX)));
    }
  }

  @Test
  void theFormatBeforeZip() throws IOException {
    assertDictionary(open(TorchFiles.legacy(dictionary(2).stop(), List.of("0"), SIX, 4)));
  }

  /**
   * Python 2 gave an OrderedDict its items as lists, names as bytes and its attributes likewise.
   */
  @Test
  void whatPython2Wrote() throws IOException {
    byte[] pickle =
        Pickles.protocol(2)
            .global("collections", "OrderedDict")
            .ops("](](U\1a")
            .floats("0", 6)
            .ops("e](U\1b")
            .floats("0", 6)
            .ops("ee")
            .op(0x85)
            .ops("R}U\11_metadata")
            .global("collections", "OrderedDict")
            .ops("](](U\0}ee")
            .op(0x85)
            .ops("Rsb")
            .stop();
    Checkpoint checkpoint = open(TorchFiles.legacy(pickle, List.of("0"), SIX, 4));
    assertEquals("[a, b]", checkpoint.keys().toString());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, Tensors.floats(checkpoint.tensor("b")));
  }

  @Test
  void onlyTheStateDictCounts() throws IOException {
    byte[] pickle =
        Pickles.protocol(2)
            .ops("}(")
            .text("optimizer_states")
            .ops("](")
            .floats("1", 1)
            .ops("e")
            .text("callbacks")
            .ops("}")
            .global("pytorch_lightning.callbacks.model_checkpoint", "ModelCheckpoint")
            .ops("}s")
            .text("state_dict")
            .global("collections", "OrderedDict")
            .ops(")R(")
            .text("model.w")
            .global("torch._utils", "_rebuild_parameter")
            .ops("(")
            .floats("0", 6)
            .op(0x88)
            .global("collections", "OrderedDict")
            .ops(")RtR")
            .ops("u}")
            .text("_metadata")
            .ops("}sb")
            .text("global_step")
            .number(470000)
            .text("lr")
            .op('G', 0x3f, 0xe0, 0, 0, 0, 0, 0, 0)
            .ops("u")
            .stop();
    Checkpoint checkpoint =
        open(
            TorchFiles.zip(
                pickle,
                Map.of("0", TorchFiles.floats(1, 2, 3, 4, 5, 6), "1", TorchFiles.floats(9))));
    assertEquals("[model.w]", checkpoint.keys().toString());
    assertEquals(Map.of("global_step", "470000", "lr", "0.5"), checkpoint.metadata());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, Tensors.floats(checkpoint.tensor("model.w")));
  }

  @Test
  void aTreeOfWeightsInAnotherFormat() throws IOException {
    Checkpoint checkpoint = open(TorchFiles.zip(dictionary(2).stop(), SIX));
    Weights tree = Weights.of(checkpoint).converted(ScalarType.BFloat16);
    Tensor b =
        tree.build(
                w -> {
                  w.parameter("a", Init.ZEROS, 2, 3);
                  return w.at("deep").parameter("b", Init.ZEROS, 2, 2);
                })
            .value();
    assertEquals(ScalarType.BFloat16, b.scalar_type().intern());
    assertArrayEquals(new float[] {2, 5, 3, 6}, Tensors.floats(b));
  }

  @Test
  void emptyTensorsAndScalars() throws IOException {
    byte[] pickle =
        Pickles.protocol(2)
            .ops("}(")
            .text("scalar")
            .tensor("LongStorage", "0", 1, 0, new long[0], new long[0])
            .text("empty")
            .tensor("HalfStorage", "1", 0, 0, new long[] {0, 3}, new long[] {3, 1})
            .ops("u")
            .stop();
    Checkpoint checkpoint =
        open(
            TorchFiles.zip(
                pickle, Map.of("0", new byte[] {5, 0, 0, 0, 0, 0, 0, 0}, "1", new byte[0])));
    assertEquals(5, Tensors.scalar(checkpoint.tensor("scalar")));
    assertArrayEquals(new long[] {0, 3}, Shapes.of(checkpoint.tensor("empty")));
  }
}
