package io.github.fpga.faces.hostile;

import io.github.fpga.testkit.onnx.TinyNetworks;
import io.github.fpga.testkit.onnx.TinyOnnx;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes damaged and greedy files, the same ones every time. */
final class HostileCorpus {

  private final Path folder;

  HostileCorpus(Path folder) {
    this.folder = folder;
  }

  /** Everything but files of public models. */
  void write() throws IOException {
    weights();
    pictures();
    networks(TinyNetworks.yunet(1, "h", "w").bytes());
    greedyNetworks();
  }

  private void weights() throws IOException {
    byte[] safetensors = SoundFiles.safetensors();
    mutate("weights", ".safetensors", safetensors, Mutations.first(safetensors, 360), 64);
    byte[] archive = SoundFiles.torchArchive();
    mutate("archive", ".ckpt", archive, Mutations.first(archive, archive.length), 64);
    byte[] stream = SoundFiles.torchStream();
    mutate("stream", ".bin", stream, Mutations.first(stream, stream.length), 40);
    String all = "\"dtype\":\"F32\",\"shape\":[1099511627776],\"data_offsets\":[0,4398046511104]";
    put("greedy-shape.safetensors", header("{\"a\":{" + all + "}}"));
    put("greedy-depth.safetensors", header("{\"a\":" + "[".repeat(500_000)));
    put("greedy-index.json", latin("{\"weight_map\":{\"a\":\"greedy-index.json\"}}"));
  }

  private void pictures() throws IOException {
    for (String format : List.of("png", "jpg", "gif", "bmp")) {
      byte[] sound = SoundFiles.picture(format);
      mutate("picture", "." + format, sound, Mutations.first(sound, 200), 24);
    }
    // Forty megapixels are permitted, where there are bytes for them.
    put("greedy.png", enlarged(SoundFiles.picture("png"), 16, true));
    put("greedy.bmp", enlarged(SoundFiles.picture("bmp"), 18, false));
    put("greedy.gif", enlarged(SoundFiles.picture("gif"), 6, false));
    byte[] jpeg = SoundFiles.picture("jpg");
    for (int at = 2; at < jpeg.length; at++) {
      if (jpeg[at] == (byte) 0xff && jpeg[at + 1] == (byte) 0xc0) {
        ByteBuffer.wrap(jpeg).putShort(at + 5, (short) 6000).putShort(at + 7, (short) 6000);
        break;
      }
    }
    put("greedy.jpg", Arrays.copyOf(jpeg, Math.min(jpeg.length, 1000)));
    byte[] png = SoundFiles.picture("png");
    for (String type : List.of("eXIf", "iTXt", "zTXt", "iCCP", "tEXt")) {
      put("greedy-" + type + ".png", withChunk(png, type));
    }
  }

  void networks(byte[] sound) throws IOException {
    mutate("network", ".onnx", sound, Mutations.nearNames(sound), 64);
  }

  /** Sound as files, but made to exhaust whoever runs them. */
  private void greedyNetworks() throws IOException {
    TinyOnnx scaled = TinyNetworks.yunet(1, "h", "w");
    scaled.weights("scales", new float[] {1, 1, 1e4f, 1e4f}, 4).weights("roi", new float[0], 0);
    scaled.node("Resize", List.of("input", "roi", "scales"), "large");
    TinyOnnx padded = TinyNetworks.yunet(1, "h", "w");
    padded.integers("sides", 0, 0, 50_000, 50_000, 0, 0, 50_000, 50_000);
    padded.node("Pad", List.of("input", "sides"), "large");
    TinyOnnx stretched = TinyNetworks.yunet(1, "h", "w");
    long[] pads = {1 << 20, 1 << 20, 1 << 20, 1 << 20};
    Map<String, long[]> window =
        Map.of("kernel_shape", new long[] {1 << 20, 1 << 20}, "pads", pads);
    stretched.node("AveragePool", List.of("input"), "large", window);
    int number = 0;
    for (TinyOnnx net : List.of(scaled, padded, stretched)) {
      put("greedy-" + number++ + ".onnx", net.output("large", "a", "b", "c", "d").bytes());
    }
  }

  private void mutate(String name, String ending, byte[] sound, int[] structure, int count)
      throws IOException {
    Mutations mutations = new Mutations(sound, structure);
    for (int i = 0; i < count; i++) {
      put("%s-%03d%s".formatted(name, i, ending), mutations.mutation(i));
    }
  }

  private void put(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private static byte[] header(String json) {
    byte[] text = latin(json);
    byte[] bytes = new byte[8 + text.length];
    ByteBuffer.wrap(bytes).putLong(Long.reverseBytes(text.length)).put(text);
    return bytes;
  }

  /** A picture that says it has 6000 x 6000 pixels and has a kilobyte of them. */
  private static byte[] enlarged(byte[] picture, int at, boolean png) {
    ByteBuffer header = ByteBuffer.wrap(picture);
    if (png) {
      header.putInt(at, 6000).putInt(at + 4, 6000);
      CRC32 crc = new CRC32();
      crc.update(picture, 12, 17);
      header.putInt(29, (int) crc.getValue());
    } else {
      short side = Short.reverseBytes((short) 6000);
      header.putShort(at, side).putShort(picture[0] == 'B' ? at + 4 : at + 2, side);
    }
    return Arrays.copyOf(picture, Math.min(picture.length, 1000));
  }

  /** Behind the header of a PNG, a chunk that says it has two gigabytes. */
  private static byte[] withChunk(byte[] png, String type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(png, 0, 33);
    out.writeInt(Integer.MAX_VALUE - 8);
    out.writeBytes(type);
    out.write(png, 33, png.length - 33);
    return bytes.toByteArray();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
