package io.github.fpga.spark;

import io.github.fpga.idzoom.build.WholeSet;
import io.github.fpga.idzoom.stage.SimilarFaces;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Looks for the faces that are like others, block by block on all machines. */
record NeighboursTask(JavaSparkContext spark) implements WholeSet.Neighbours {

  private static final int BLOCK = 2048;

  private record Block(int from, int to) implements Serializable {}

  @Override
  public int[][] of(float[][] embeddings, double least) {
    List<Block> blocks = new ArrayList<>();
    for (int from = 0; from < embeddings.length; from += BLOCK) {
      blocks.add(new Block(from, Math.min(embeddings.length, from + BLOCK)));
    }
    if (blocks.isEmpty()) {
      return new int[0][];
    }
    Broadcast<float[][]> all = spark.broadcast(embeddings);
    List<int[][]> found =
        spark
            .parallelize(blocks, blocks.size())
            .map(block -> SimilarFaces.neighbours(all.value(), block.from(), block.to(), least))
            .collect();
    all.destroy();
    return found.stream().flatMap(Stream::of).toArray(int[][]::new);
  }
}
