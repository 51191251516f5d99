package io.github.fpga.faces;

import io.github.fpga.tensor.AtomicFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.Node;

/** PNG files with text entries: tEXt for plain ASCII, iTXt (UTF-8) for the rest. */
final class PngText {

  private static final String FORMAT = "javax_imageio_png_1.0";

  private PngText() {}

  static void write(Path file, BufferedImage image, Map<String, String> text) throws IOException {
    text.keySet().forEach(PngText::checkKey);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              new ImageTypeSpecifier(image), writer.getDefaultWriteParam());
      metadata.mergeTree(FORMAT, tree(text));
      AtomicFiles.write(
          file,
          target -> {
            try (ImageOutputStream out = ImageIO.createImageOutputStream(target.toFile())) {
              writer.setOutput(out);
              writer.write(new IIOImage(image, null, metadata));
            }
          });
    } finally {
      writer.dispose();
    }
  }

  static Map<String, String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("no such picture file: " + file);
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      ImageReader reader = Pictures.reader(file, in);
      try {
        reader.setInput(in, true, false);
        IIOMetadata metadata = reader.getImageMetadata(0);
        return metadata != null && FORMAT.equals(metadata.getNativeMetadataFormatName())
            ? entries(metadata.getAsTree(FORMAT))
            : Map.of();
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "cannot read the text entries of %s (%s)".formatted(file, e.getMessage()), e);
    }
  }

  private static void checkKey(String key) {
    boolean printable = key.chars().allMatch(c -> c >= 32 && c < 127);
    if (key.isEmpty() || key.length() > 79 || !printable || !key.equals(key.strip())) {
      throw new IllegalArgumentException(
          "a PNG text key has 1 to 79 printable ASCII characters, got \"%s\"".formatted(key));
    }
  }

  private static IIOMetadataNode tree(Map<String, String> text) {
    IIOMetadataNode plain = new IIOMetadataNode("tEXt");
    IIOMetadataNode international = new IIOMetadataNode("iTXt");
    text.forEach(
        (key, value) -> {
          boolean ascii = value.chars().allMatch(c -> c == '\n' || c >= 32 && c < 127);
          if (ascii) {
            plain.appendChild(plainEntry(key, value));
          } else {
            international.appendChild(internationalEntry(key, value));
          }
        });
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    if (plain.hasChildNodes()) {
      root.appendChild(plain);
    }
    if (international.hasChildNodes()) {
      root.appendChild(international);
    }
    return root;
  }

  private static IIOMetadataNode plainEntry(String key, String value) {
    IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
    entry.setAttribute("keyword", key);
    entry.setAttribute("value", value);
    return entry;
  }

  private static IIOMetadataNode internationalEntry(String key, String value) {
    IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
    entry.setAttribute("keyword", key);
    entry.setAttribute("compressionFlag", "FALSE");
    entry.setAttribute("compressionMethod", "0");
    entry.setAttribute("languageTag", "");
    entry.setAttribute("translatedKeyword", "");
    entry.setAttribute("text", value);
    return entry;
  }

  private static Map<String, String> entries(Node root) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (Node group = root.getFirstChild(); group != null; group = group.getNextSibling()) {
      String valueName =
          switch (group.getNodeName()) {
            case "tEXt" -> "value";
            case "iTXt", "zTXt" -> "text";
            default -> null;
          };
      for (Node n = group.getFirstChild(); valueName != null && n != null; n = n.getNextSibling()) {
        IIOMetadataNode entry = (IIOMetadataNode) n;
        entries.put(entry.getAttribute("keyword"), entry.getAttribute(valueName));
      }
    }
    return entries;
  }
}
