package io.github.fpga.faces.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.GoldenPictures;
import io.github.fpga.faces.Warps;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.testkit.Golden;
import io.github.fpga.testkit.onnx.TinyNetworks;
import io.github.fpga.testkit.onnx.TinyOnnx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {

  @TempDir Path folder;

  @Test
  void whatIsNoModel() throws IOException {
    assertRefused(folder.resolve("missing.onnx"), YuNet::open, "no such model file");
    assertRefused(folder, YuNet::open, "no such model file");
    assertRefused(write(new byte[0]), YuNet::open, "holds no network");
    assertRefused(write("<html>not found</html>".getBytes()), YuNet::open, "no ONNX file");
    byte[] whole = TinyNetworks.yunet(1, "h", "w").bytes();
    for (double share : new double[] {0.0001, 0.3, 0.9, 0.99999}) {
      byte[] cut = Arrays.copyOf(whole, (int) (whole.length * share));
      assertRefused(write(cut), YuNet::open, "model.onnx");
    }
  }

  @Test
  void whatPlaysAnotherRole() {
    Path yunet = TinyNetworks.yunet(1, "h", "w").write(folder.resolve("yunet.onnx"));
    Path scrfd = TinyNetworks.scrfd(1, "h", "w").write(folder.resolve("scrfd.onnx"));
    Path mirror = TinyNetworks.mirror("N").write(folder.resolve("mirror.onnx"));
    assertRefused(scrfd, YuNet::open, "is no YuNet face detector: it has the outputs", "cls_8");
    assertRefused(yunet, Scrfd::open, "is no SCRFD face detector", "expected 9 of them");
    assertRefused(mirror, YuNet::open, "[-1, 3, 112, 112]", "[1, 3, height, width]");
    assertRefused(yunet, OnnxRecogniser::arcFace, "is no ArcFace recogniser", "expected 1 of them");
    assertRefused(mirror, OnnxLandmarks::insightface106, "is no 106 point landmark network");
    Path two = TinyNetworks.mirror("N").input("more", 1).write(folder.resolve("two.onnx"));
    assertRefused(two, OnnxRecogniser::sFace, "[data, more], one picture expected");
    Path few = TinyNetworks.landmarks(192, new float[136], 0).write(folder.resolve("few.onnx"));
    assertRefused(few, OnnxLandmarks::insightface106, "[1, 3, 192, 192]", "fc1[1, 136]");
  }

  /** Anchors of another number are only seen when the network runs, which happens on opening. */
  @Test
  void outputsOfTheWrongSize() {
    TinyOnnx net = new TinyOnnx().input("input", 1, 3, "h", "w");
    for (String name : YuNetDecoder.outputNames()) {
      net.node("GlobalAveragePool", List.of("input"), name).output(name, 1, 3, 1, 1);
    }
    assertRefused(net.write(folder.resolve("odd.onnx")), YuNet::open, "cls_8[1, 3, 1, 1]");
  }

  @Test
  void operatorsThatNoFaceNetworkNeeds() throws IOException {
    for (String operator :
        List.of("Loop", "If", "Scan", "ConstantOfShape", "Tile", "Range", "Odd")) {
      TinyOnnx net = TinyNetworks.mirror("N").node(operator, List.of("data"), "x");
      assertRefused(write(net.bytes()), OnnxRecogniser::arcFace, "operator '" + operator + "'");
    }
    byte[] foreign =
        TinyOnnx.message(
            out -> {
              out.writeString(4, "Relu");
              out.writeString(7, "com.example");
            });
    assertRefused(
        write(TinyNetworks.mirror("N").field(1, foreign).bytes()),
        OnnxRecogniser::arcFace,
        "'com.example.Relu'");
  }

  @Test
  void partsThatNoFaceNetworkHas() throws IOException {
    TinyOnnx net = TinyNetworks.mirror("N");
    byte[] any = TinyOnnx.message(out -> out.writeString(1, "x"));
    assertRefused(write(net.bytes(Map.of(25, any))), OnnxRecogniser::arcFace, "functions");
    assertRefused(write(net.bytes(Map.of(20, any))), OnnxRecogniser::arcFace, "training graph");
    byte[] branch = attributeNode(6);
    assertRefused(
        write(TinyNetworks.mirror("N").field(1, branch).bytes()),
        OnnxRecogniser::arcFace,
        "graphs within graphs");
    assertRefused(
        write(TinyNetworks.mirror("N").field(15, any).bytes()),
        OnnxRecogniser::arcFace,
        "sparse tensors");
  }

  private static byte[] attributeNode(int field) {
    byte[] attribute = TinyOnnx.message(out -> out.writeByteArray(field, new byte[0]));
    return TinyOnnx.message(
        out -> {
          out.writeByteArray(5, attribute);
          out.writeString(4, "Relu");
        });
  }

  @Test
  void tensorsThatClaimMoreThanTheyHave() throws IOException {
    assertTensorRefused(
        TinyOnnx.tensor("t", 1, new long[] {1L << 40}, new byte[8]), "claims 1099511627776");
    assertTensorRefused(
        TinyOnnx.tensor("t", 1, new long[] {1L << 40, 1L << 40}, new byte[8]), "side of 1099511");
    assertTensorRefused(TinyOnnx.tensor("t", 1, new long[] {-1}, new byte[8]), "side of -1");
    assertTensorRefused(
        TinyOnnx.tensor("t", 1, new long[] {3}, new byte[8]), "'t' has 8 bytes for 3 elements");
    TinyOnnx wide =
        TinyNetworks.mirror("N")
            .node("MaxPool", List.of("data"), "x", Map.of("pads", new long[] {0, 0, 1L << 50, 0}));
    assertRefused(write(wide.bytes()), OnnxRecogniser::arcFace, "pads of 1125899906842624");
  }

  @Test
  void operatorsThatEnlargeBeyondReason() throws IOException {
    for (float scale : new float[] {512, Float.POSITIVE_INFINITY, Float.NaN}) {
      TinyOnnx scaled = TinyNetworks.mirror("N").weights("s", new float[] {1, 1, 2, scale}, 4);
      scaled.node("Resize", List.of("data", "", "s"), "x");
      assertRefused(write(scaled.bytes()), OnnxRecogniser::arcFace, "Resize enlarges by 's'");
    }
    TinyOnnx padded = TinyNetworks.mirror("N").integers("p", 0, 0, 0, 0, 0, 0, 0, 70_000);
    padded.node("Pad", List.of("data", "p"), "x");
    assertRefused(write(padded.bytes()), OnnxRecogniser::arcFace, "Pad enlarges by 'p' of 70000");
    byte[] typed =
        TinyOnnx.message(
            out -> {
              out.writeInt64(1, 1);
              out.writeInt32(2, 1);
              out.writeString(8, "t");
              out.writeFloat(4, 99);
            });
    TinyOnnx upsampled = TinyNetworks.mirror("N").field(5, typed);
    upsampled.node("Upsample", List.of("data", "t"), "x");
    assertRefused(write(upsampled.bytes()), OnnxRecogniser::arcFace, "Upsample enlarges by 't'");
  }

  @Test
  void dataOutsideTheFolder() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.write(folder.resolve("secret.bin"), new byte[64]);
    for (String location :
        List.of(
            "../secret.bin", folder.resolve("secret.bin").toString(), "a/../../secret.bin", "")) {
      byte[] tensor = TinyOnnx.externalTensor("t", new long[] {4}, Map.of("location", location));
      assertRefused(
          TinyNetworks.mirror("N").field(5, tensor).write(inner.resolve("m.onnx")),
          OnnxRecogniser::arcFace,
          "outside the model's folder");
    }
    Map<String, String> absent = Map.of("location", "absent.bin");
    Map<String, String> beyond = Map.of("location", "d.bin", "offset", "8", "length", "16");
    Map<String, String> letters = Map.of("location", "d.bin", "offset", "x");
    Files.write(inner.resolve("d.bin"), new byte[16]);
    assertExternalRefused(inner, absent, "not beside it");
    assertExternalRefused(inner, beyond, "beyond the end");
    assertExternalRefused(inner, letters, "the offset 'x'");
  }

  private static void assertExternalRefused(
      Path folder, Map<String, String> place, String expected) {
    byte[] tensor = TinyOnnx.externalTensor("t", new long[] {4}, place);
    assertRefused(
        TinyNetworks.mirror("N").field(5, tensor).write(folder.resolve("m.onnx")),
        OnnxRecogniser::arcFace,
        expected);
  }

  /** As large public models keep their weights. */
  @Test
  void dataBesideTheFileAreRead() throws IOException {
    ByteBuffer bias = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bias.putFloat(4, 1).putFloat(8, 2).putFloat(12, 2);
    Files.write(folder.resolve("weights.bin"), bias.array());
    Path file =
        new TinyOnnx()
            .input("data", 1, 3, 112, 112)
            .weights("zero", new float[9], 3, 3)
            .field(
                5,
                TinyOnnx.externalTensor(
                    "bias",
                    new long[] {3},
                    Map.of("location", "weights.bin", "offset", "4", "length", "12")))
            .node("GlobalAveragePool", List.of("data"), "mean")
            .node("Flatten", List.of("mean"), "flat")
            .node("Gemm", List.of("flat", "zero", "bias"), "fc1")
            .output("fc1", 1, 3)
            .write(folder.resolve("external.onnx"));
    var photo = GoldenPictures.picture(Golden.load("face_align").in("image"));
    try (OnnxRecogniser recogniser = OnnxRecogniser.sFace(file)) {
      float[] global = recogniser.embed(List.of(Warps.resize(photo, 112, 112))).get(0).global();
      assertEquals(1 / 3f, global[0], 1e-6);
      assertEquals(2 / 3f, global[2], 1e-6);
    }
  }

  @Test
  void aNetworkThatIsClosedSaysSo() {
    YuNet yunet = YuNet.open(TinyNetworks.yunet(1, "h", "w").write(folder.resolve("y.onnx")));
    yunet.close();
    yunet.close();
    var photo = GoldenPictures.picture(Golden.load("face_align").in("image"));
    String message =
        assertThrows(IllegalStateException.class, () -> yunet.detect(photo)).getMessage();
    assertTrue(message.contains("closed"), message);
  }

  private void assertTensorRefused(byte[] tensor, String expected) throws IOException {
    assertRefused(
        write(TinyNetworks.mirror("N").field(5, tensor).bytes()),
        OnnxRecogniser::arcFace,
        expected);
  }

  /** The message names the file and says what is wrong. */
  private static void assertRefused(
      Path file, Function<Path, ? extends AutoCloseable> open, String... expected) {
    String message =
        assertThrows(CheckpointException.class, () -> open.apply(file).close()).getMessage();
    assertTrue(message.contains(file.toString()), () -> "names no file: " + message);
    for (String part : expected) {
      assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
    }
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("model.onnx"), bytes);
  }
}
