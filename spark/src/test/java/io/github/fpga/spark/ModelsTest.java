package io.github.fpga.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.Captioner;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Zoom;
import io.github.fpga.idzoom.stage.Describing;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made once for all tasks of a process. */
class ModelsTest {

  private static final AtomicInteger CAPTIONERS = new AtomicInteger();

  @TempDir Path folder;

  /** Says how large a picture is. */
  public static final class SizeCaptioner implements Captioner {

    public SizeCaptioner() {
      CAPTIONERS.incrementAndGet();
    }

    @Override
    public String caption(PictureRecord record, BufferedImage image) {
      return "%d pixels wide; %s".formatted(image.getWidth(), record.caption());
    }
  }

  @Test
  void networksAndCaptionerOfManyTasksAreMadeOnce() throws IOException {
    List<String> inputs = Corpus.people(folder, 2);
    Files.writeString(Path.of(inputs.get(0), "p1.txt"), "at the sea");
    Path dataset = folder.resolve("dataset");
    BuildSettings settings =
        LocalSpark.settings(
            inputs,
            dataset,
            "'partitions':6,'captioner':'%s'".formatted(SizeCaptioner.class.getName()));
    Describing before = Models.describing(settings);

    LocalSpark.build(settings);

    assertSame(before, Models.describing(settings));
    assertEquals(1, CAPTIONERS.get());
    assertNotSame(before, Models.describing(LocalSpark.settings(inputs, dataset, "'style':'ink'")));
    for (List<PictureRecord> split : LocalSpark.records(dataset).values()) {
      for (PictureRecord record : split) {
        boolean told = record.provenance().source().endsWith("/p1.png");
        if (record.zoom() == Zoom.FULL) {
          assertTrue(
              told
                  ? record.caption().equals("at the sea")
                  : record.caption().matches("256 pixels wide; .+"),
              record.caption());
        }
      }
    }
  }

  @Test
  void whatCannotWriteCaptionsIsRefused() {
    for (String name : List.of("com.example.Missing", "java.lang.String", "java.lang.Integer")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Captioner.named(name)).getMessage();
      assertTrue(message.startsWith(name + " cannot write captions"), message);
    }
  }
}
