package io.github.fpga.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.fpga.idzoom.stage.Reason;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Damaged, hostile and odd files, each with what has to become of it. */
final class HostileCorpus {

  /** Pictures above so many bytes are refused by the build that reads the corpus. */
  static final int MAX_BYTES = 4_000_000;

  private static final String ACCEPTED = "accepted";

  private static final List<String> FORMATS = List.of("png", "jpg", "gif", "bmp");

  /** All that mean a picture; what is in the file counts, not these. */
  private static final List<String> EXTENSIONS =
      List.of("png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff", "heic", "avif");

  private static final List<String> NAMES =
      List.of(
          "más raro ☃:%20.png",
          "UPPER.PNG",
          "two.dots.jpg.png",
          " leading and trailing .png",
          "'quotes' \"double\" `back`.png",
          "$HOME; rm -rf *.png",
          "{a,b}[c]*?.png",
          "line\nbreak\ttab.png",
          "人物.png",
          "-rf.png",
          "%2e%2e%2f.png",
          "a".repeat(200) + ".png");

  /** What files of other kinds begin with. */
  private static final Map<String, String> FOREIGN = new LinkedHashMap<>();

  static {
    FOREIGN.put("webp", "RIFF\u0010\0\0\0WEBPVP8 ");
    FOREIGN.put("tiff little", "II*\0\u0008\0\0\0");
    FOREIGN.put("tiff big", "MM\0*\0\0\0\u0008");
    FOREIGN.put("heic", "\0\0\0\u0018ftypheic");
    FOREIGN.put("avif", "\0\0\0\u0018ftypavif");
    FOREIGN.put("film", "\0\0\0\u0018ftypmp42");
    FOREIGN.put("jpeg 2000", "\0\0\0\fjP  \r\n\u0087\n");
    FOREIGN.put("icon", "\0\0\u0001\0\u0001\0");
    FOREIGN.put("layers", "8BPS\0\u0001");
    FOREIGN.put("document", "%PDF-1.7\n");
    FOREIGN.put("zip", "PK\u0003\u0004");
    FOREIGN.put("gzip", "\u001f\u008b\u0008\0");
    FOREIGN.put("bzip", "BZh91AY&SY");
    FOREIGN.put("program", "\u007fELF\u0002\u0001\u0001\0");
    FOREIGN.put("class", "\u00ca\u00fe\u00ba\u00be");
    FOREIGN.put("drawing", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    FOREIGN.put("page", "<!DOCTYPE html><html></html>");
    FOREIGN.put("json", "{\"error\": 404}");
    FOREIGN.put("script", "#!/bin/sh\nexit 1\n");
    FOREIGN.put("database", "SQLite format 3\0");
    FOREIGN.put("table", "PAR1");
    FOREIGN.put("text", "I am no picture");
    FOREIGN.put("marked text", "\u00ef\u00bb\u00bfI am no picture");
    FOREIGN.put("zeros", "\0\0\0\0\0\0\0\0");
    FOREIGN.put("ones", "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff");
  }

  /** For each file the reason of its rejection, or {@value #ACCEPTED}. */
  private final Map<String, String> expected = new TreeMap<>();

  private final Path folder;
  private int people;

  private HostileCorpus(Path folder) {
    this.folder = folder;
  }

  /** Writes the files and returns what is expected of each. */
  static Map<String, String> write(Path folder) throws IOException {
    HostileCorpus corpus = new HostileCorpus(Files.createDirectories(folder));
    corpus.oddNames();
    corpus.oddPixels();
    corpus.oddFiles();
    corpus.noPictures();
    corpus.cutHeaders();
    corpus.wrongSizes();
    corpus.damaged();
    return corpus.expected;
  }

  private void put(String name, byte[] bytes, Object outcome) throws IOException {
    Files.write(folder.resolve(name), bytes);
    if (expected.put(name, outcome.toString()) != null) {
      throw new IllegalStateException("twice " + name);
    }
  }

  /** Somebody who is in no other picture, so that none is another one's duplicate. */
  private BufferedImage portrait() throws IOException {
    return OddPictures.portrait(people++);
  }

  private void oddNames() throws IOException {
    for (String name : NAMES) {
      put(name, OddPictures.encoded(portrait(), "png"), ACCEPTED);
    }
    for (String format : FORMATS) {
      for (String extension : EXTENSIONS) {
        byte[] bytes = OddPictures.encoded(portrait(), format);
        put("%s named.%s".formatted(format, extension), bytes, ACCEPTED);
      }
    }
  }

  private void oddPixels() throws IOException {
    Map<String, Integer> types = new LinkedHashMap<>();
    types.put("grey", BufferedImage.TYPE_BYTE_GRAY);
    types.put("deep grey", BufferedImage.TYPE_USHORT_GRAY);
    types.put("alpha", BufferedImage.TYPE_INT_ARGB);
    types.put("blue first", BufferedImage.TYPE_3BYTE_BGR);
    types.put("sixteen colours a channel", BufferedImage.TYPE_USHORT_555_RGB);
    types.put("palette", BufferedImage.TYPE_BYTE_INDEXED);
    for (Map.Entry<String, Integer> type : types.entrySet()) {
      BufferedImage image = OddPictures.as(portrait(), type.getValue());
      put(type.getKey() + ".png", OddPictures.encoded(image, "png"), ACCEPTED);
    }
    put("sixteen bits.png", OddPictures.encoded(OddPictures.deep(portrait()), "png"), ACCEPTED);
    BufferedImage grey = OddPictures.as(portrait(), BufferedImage.TYPE_BYTE_GRAY);
    put("grey.jpg", OddPictures.encoded(grey, "jpg"), ACCEPTED);
    put("cmyk.jpg", OddPictures.cmyk(portrait()), ACCEPTED);
  }

  private void oddFiles() throws IOException {
    put("interlaced.png", OddPictures.progressive(portrait(), "png"), ACCEPTED);
    put("progressive.jpg", OddPictures.progressive(portrait(), "jpg"), ACCEPTED);
    put("two frames.gif", OddPictures.animated(portrait(), portrait()), ACCEPTED);
    put("three frames.gif", OddPictures.animated(portrait(), portrait(), portrait()), ACCEPTED);
    for (int orientation = 0; orientation <= 9; orientation++) {
      String name = "held %d.jpg".formatted(orientation);
      put(name, OddPictures.held(portrait(), orientation), ACCEPTED);
    }
    for (String format : FORMATS) {
      byte[] whole = OddPictures.encoded(portrait(), format);
      byte[] tailed = Arrays.copyOf(whole, whole.length + 999);
      put("with a tail." + format, tailed, ACCEPTED);
    }
  }

  private void noPictures() throws IOException {
    int seed = 0;
    for (Map.Entry<String, String> kind : FOREIGN.entrySet()) {
      for (String extension : List.of("png", "jpg", "webp")) {
        byte[] start = kind.getValue().getBytes(ISO_8859_1);
        byte[] bytes = new byte[1500];
        new Random(seed++).nextBytes(bytes);
        System.arraycopy(start, 0, bytes, 0, start.length);
        put("%s as.%s".formatted(kind.getKey(), extension), bytes, Reason.NOT_A_PICTURE);
      }
    }
    for (String extension : EXTENSIONS) {
      put("empty." + extension, new byte[0], Reason.NOT_A_PICTURE);
      byte[] word = extension.toUpperCase(Locale.ROOT).getBytes(UTF_8);
      put("only its name." + extension, word, Reason.NOT_A_PICTURE);
    }
  }

  /** So short that not even the size is there. */
  private void cutHeaders() throws IOException {
    for (String format : FORMATS) {
      byte[] whole = OddPictures.encoded(OddPictures.portrait(0), format);
      for (int length : new int[] {1, 2, 3, 4, 5, 8, 9}) {
        String name = "first %d.%s".formatted(length, format);
        put(name, Arrays.copyOf(whole, length), Reason.NOT_A_PICTURE);
      }
    }
  }

  private void wrongSizes() throws IOException {
    int[][] small = {{1, 1}, {1, 300}, {300, 1}, {63, 63}, {64, 63}, {400, 8}};
    for (String format : FORMATS) {
      for (int[] size : small) {
        String name = "%d by %d.%s".formatted(size[0], size[1], format);
        put(name, OddPictures.encoded(flat(size[0], size[1]), format), Reason.TOO_SMALL);
      }
      put("flat." + format, OddPictures.encoded(flat(200, 200), format), Reason.TOO_FEW_FACES);
      put("bomb." + format, OddPictures.bomb(format, 20_000, 20_000), Reason.TOO_MANY_PIXELS);
      put("long bomb." + format, OddPictures.bomb(format, 64, 65_000), Reason.DAMAGED);
    }
    int most = Integer.MAX_VALUE;
    put("largest.png", OddPictures.bomb("png", most, most), Reason.TOO_MANY_PIXELS);
    // More than the size that the file says it has can hold.
    put("largest.bmp", OddPictures.bomb("bmp", most, most), Reason.NOT_A_PICTURE);
    byte[] heavy = OddPictures.encoded(flat(1200, 1200), "bmp");
    put("heavy.bmp", heavy, Reason.TOO_MANY_BYTES);
    byte[] padded = Arrays.copyOf(OddPictures.encoded(flat(99, 99), "png"), MAX_BYTES + 1);
    put("padded.png", padded, Reason.TOO_MANY_BYTES);
  }

  private static BufferedImage flat(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
  }

  private void damaged() throws IOException {
    BufferedImage image = OddPictures.portrait(0);
    Map<String, byte[]> whole = new LinkedHashMap<>();
    for (String format : FORMATS) {
      whole.put("cut." + format, OddPictures.encoded(image, format));
    }
    whole.put("interlaced cut.png", OddPictures.progressive(image, "png"));
    whole.put("progressive cut.jpg", OddPictures.progressive(image, "jpg"));
    for (Map.Entry<String, byte[]> file : whole.entrySet()) {
      byte[] bytes = file.getValue();
      for (int percent : new int[] {12, 25, 37, 50, 62, 75, 87, 95, 99}) {
        byte[] cut = Arrays.copyOf(bytes, bytes.length * percent / 100);
        put("%d %s".formatted(percent, file.getKey()), cut, Reason.DAMAGED);
      }
    }
    byte[] png = whole.get("cut.png");
    for (int percent : new int[] {20, 40, 60, 80}) {
      byte[] holed = png.clone();
      int from = holed.length * percent / 100;
      Arrays.fill(holed, from, from + 300, (byte) 0);
      put("hole at %d.png".formatted(percent), holed, Reason.DAMAGED);
    }
  }
}
