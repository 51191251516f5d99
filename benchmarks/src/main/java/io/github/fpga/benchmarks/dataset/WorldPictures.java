package io.github.fpga.benchmarks.dataset;

import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.WorldRecords;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** PortraitWorld as a folder of picture files, in which everybody occurs a few times. */
final class WorldPictures {

  private static final int PER_PERSON = 4;

  /** Every so many pictures show two people. */
  private static final int COUPLES = 7;

  private static final int PER_FOLDER = 1000;
  private static final int SIDE = 256;

  private WorldPictures() {}

  /**
   * Writes the pictures that are not there yet, on all cores.
   *
   * @return the folder, which may hold more of an earlier call with a larger number
   */
  static Path write(Path folder, int count) throws IOException {
    try {
      IntStream.range(0, count).parallel().forEach(i -> writeOne(folder, i));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return folder;
  }

  private static void writeOne(Path folder, int index) {
    Path file = folder.resolve("%03d/p%06d.png".formatted(index / PER_FOLDER, index));
    try {
      if (!Files.exists(file)) {
        byte[] bytes = picture(index).image().bytes();
        Files.createDirectories(file.getParent());
        AtomicFiles.write(file, part -> Files.write(part, bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static PictureRecord picture(int index) {
    int people = index % COUPLES == 0 ? 2 : 1;
    Scene scene =
        SceneSampler.any()
            .sample(index, People.draw(IdentitySplit.TRAIN, index / PER_PERSON, people));
    return WorldRecords.full("p" + index, scene, SIDE, Split.TRAIN);
  }
}
