package io.github.fpga.spark;

import io.github.fpga.faces.Warps;
import io.github.fpga.idzoom.parquet.RecordParquet;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.tar.RecordTar;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.WorldRecords;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Collections of PortraitWorld as strangers would have them: files, shards and tables. */
final class Corpus {

  /** Pictures of {@link #mixed}. */
  static final int PICTURES = 60;

  /** How many of them show another one again. */
  static final int COPIES = 4;

  private static final int SIDE = 256;

  private Corpus() {}

  /** Somebody, or two people, close enough to be recognised. */
  static PictureRecord picture(int index) {
    int people = index % 7 == 0 ? 2 : 1;
    Scene scene =
        SceneSampler.any()
            .withShot(Shot.HALF)
            .sample(1000 + index, People.draw(IdentitySplit.TRAIN, index / 3, people));
    return WorldRecords.full("p" + index, scene, SIDE, Split.TRAIN);
  }

  /** A folder of three pictures of each of so many people, for tests that look at other things. */
  static List<String> people(Path root, int people) throws IOException {
    Path photos = Files.createDirectories(root.resolve("photos"));
    for (int i = 0; i < 3 * people; i++) {
      PictureRecord record = picture(i);
      Files.write(photos.resolve(record.id() + ".png"), record.image().bytes());
    }
    return List.of(photos.toString());
  }

  /**
   * A folder of pictures with a few captions and copies, one of tar shards, one with a table.
   *
   * @return the three folders
   */
  static List<String> mixed(Path root) throws IOException {
    Path photos = Files.createDirectories(root.resolve("photos/holiday"));
    List<PictureRecord> sharded = new ArrayList<>();
    List<PictureRecord> rows = new ArrayList<>();
    for (int i = 0; i < PICTURES - COPIES; i++) {
      PictureRecord record = picture(i);
      if (i % 4 == 0) {
        sharded.add(record);
      } else if (i % 4 == 1) {
        rows.add(record);
      } else {
        Files.write(photos.resolve(i + ".png"), record.image().bytes());
      }
    }
    Files.writeString(photos.resolve("2.txt"), "at the sea\n");
    Files.writeString(photos.resolve("notes.md"), "no picture");
    for (int i = 0; i < COPIES; i++) {
      Path original = photos.resolve(4 * i + 2 + ".png");
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(original)));
      BufferedImage smaller =
          Warps.resize(image, image.getWidth() * 3 / 4, image.getHeight() * 3 / 4);
      ImageIO.write(smaller, "jpg", photos.resolve("z-copy-" + i + ".jpg").toFile());
    }
    Path shards = Files.createDirectories(root.resolve("shards"));
    RecordTar.write(shards.resolve("a.tar"), sharded.subList(0, 8).iterator());
    RecordTar.write(shards.resolve("b.tar"), sharded.subList(8, sharded.size()).iterator());
    Path table = Files.createDirectories(root.resolve("table"));
    RecordParquet.write(table.resolve("rows.parquet"), rows.iterator());
    return List.of(
        root.resolve("photos").toString(),
        shards.toString(),
        table.resolve("rows.parquet").toString());
  }
}
