package io.github.fpga.faces.hostile;

import io.github.fpga.tensor.Safetensors;
import io.github.fpga.tensor.Scope;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Small files of every kind that users hand over. */
final class SoundFiles {

  /** What torch.save pickles for {"w": a 2x2 tensor of floats}. */
  private static final byte[] PICKLE =
      latin(
          "\200\2}(X\1\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\n"
              + "FloatStorage\nX\1\0\0\0"
              + "0X\3\0\0\0cpuK\4tQK\0(K\2K\2t(K\2K\1t\211"
              + "ccollections\nOrderedDict\n)RtRu.");

  private static final byte[] NUMBERS =
      ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putFloat(4, 1).array();

  private SoundFiles() {}

  static byte[] safetensors() throws IOException {
    Path file = Files.createTempFile("sound", ".safetensors");
    try (Scope scope = Scope.open()) {
      Safetensors.write(
          file,
          Map.of(
              "conv.weight", torch.ones(4, 3, 3, 3),
              "conv.bias", torch.ones(4).to(ScalarType.BFloat16),
              "flags", torch.ones(3).to(ScalarType.Bool),
              "positions", torch.ones(1, 7).to(ScalarType.Long)),
          Map.of("format", "pt"));
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  /** The archive that torch.save writes since 1.6. */
  static byte[] torchArchive() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("archive/data.pkl", PICKLE);
    entries.put("archive/data/0", NUMBERS);
    entries.put("archive/version", latin("3\n"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> named : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(named.getKey());
        CRC32 crc = new CRC32();
        crc.update(named.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setCrc(crc.getValue());
        entry.setSize(named.getValue().length);
        zip.putNextEntry(entry);
        zip.write(named.getValue());
      }
    }
    return out.toByteArray();
  }

  /** What torch.save wrote before 1.6: a magic number, a protocol, a system, and two pickles. */
  static byte[] torchStream() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(latin("\200\2\212\nl\374\234F\371 j\250P\31.\200\2M\351\3."));
    out.writeBytes(latin("\200\2}(X\15\0\0\0little_endian\210u."));
    out.writeBytes(PICKLE);
    out.writeBytes(latin("\200\2](X\1\0\0\0" + "0e.\4\0\0\0\0\0\0\0"));
    out.writeBytes(NUMBERS);
    return out.toByteArray();
  }

  /** A picture file of the format, 90 x 70 pixels. */
  static byte[] picture(String format) throws IOException {
    BufferedImage image = new BufferedImage(90, 70, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, 90, 70, Color.BLUE));
    graphics.fillRect(0, 0, 90, 70);
    graphics.setColor(Color.WHITE);
    graphics.fillOval(20, 10, 40, 50);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
