package io.github.fpga.spark;

import io.github.fpga.idzoom.build.WholeSet;
import io.github.fpga.idzoom.stage.SimilarFaces;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Looks for similar faces in pairs of blocks, on all machines. */
record PairsTask(JavaSparkContext spark) implements WholeSet.Components {

  private static final int BLOCK = 4096;

  private record BlockPair(int from, int otherFrom) implements Serializable {}

  @Override
  public int[] of(float[][] embeddings, double threshold) {
    List<BlockPair> blocks = new ArrayList<>();
    for (int from = 0; from < embeddings.length; from += BLOCK) {
      for (int other = from; other < embeddings.length; other += BLOCK) {
        blocks.add(new BlockPair(from, other));
      }
    }
    if (blocks.isEmpty()) {
      return new int[0];
    }
    Broadcast<float[][]> all = spark.broadcast(embeddings);
    List<int[]> pairs =
        spark
            .parallelize(blocks, blocks.size())
            .map(block -> pairs(all.value(), block, threshold))
            .collect();
    all.destroy();
    return SimilarFaces.components(embeddings.length, pairs);
  }

  private static int[] pairs(float[][] embeddings, BlockPair block, double threshold) {
    int faces = embeddings.length;
    return SimilarFaces.pairs(
        embeddings,
        block.from(),
        Math.min(faces, block.from() + BLOCK),
        block.otherFrom(),
        Math.min(faces, block.otherFrom() + BLOCK),
        threshold);
  }
}
