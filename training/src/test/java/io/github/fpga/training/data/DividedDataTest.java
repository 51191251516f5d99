package io.github.fpga.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.parquet.DatasetCard;
import io.github.fpga.idzoom.parquet.RecordParquet;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Split;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.WorldRecords;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranks that divide the records of a dataset among them. */
class DividedDataTest {

  private static final int SHARDS = 3;

  @TempDir Path folder;

  private TrainingSet all;

  @BeforeEach
  void write() throws IOException {
    Engine.start(1);
    for (int i = 0; i < SHARDS; i++) {
      PictureRecord record =
          WorldRecords.full(
              "p" + i,
              SceneSampler.any().withShot(Shot.HALF).sample(i, List.of(Identity.of(5 * i))),
              256,
              Split.TRAIN);
      RecordParquet.write(
          folder.resolve("dataset").resolve(DatasetCard.shard(Split.TRAIN, i, SHARDS)),
          List.of(record).iterator());
    }
    all = new TrainingSet(folder.resolve("dataset"), Set.of());
  }

  /** The sums of a rank's pictures, which tell them apart. */
  private List<Double> pictures(TrainingSet set) {
    Shards shards =
        new IdzoomPortraits(set, folder.resolve("cache"), told -> {}).pictures(SampleKind.FRAME);
    List<Double> sums = new ArrayList<>();
    try (Scope scope = Scope.open()) {
      for (int i = 0; i < shards.size(); i++) {
        float[] values = Tensors.floats(shards.row("pictures", i).to(ScalarType.Float));
        sums.add(sum(values));
      }
    }
    return sums;
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  @Test
  void togetherTheyHaveEveryRecordOnce() {
    List<Double> whole = pictures(all);
    List<Double> first = pictures(all.withRank(0, 2));
    List<Double> second = pictures(all.withRank(1, 2));

    assertEquals(List.of(whole.get(0), whole.get(2)), first);
    assertEquals(List.of(whole.get(1)), second);
    assertEquals(whole, pictures(all.withRank(0, 1)));
    assertEquals(first, pictures(all.withRank(0, 2)), "from the cache");
  }

  @Test
  void aRankWithoutRecordsIsTold() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> pictures(all.withRank(3, 4)));
    assertTrue(e.getMessage().contains("share 3 of 4"), e.getMessage());
  }
}
