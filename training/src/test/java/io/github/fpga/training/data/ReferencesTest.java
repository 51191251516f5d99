package io.github.fpga.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesTest {

  private static final long ANNA = 17;
  private static final long NOBODY = -1;
  private static final double NOTHING = 1e-12;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  /** Two pictures, the first three times as important, are three parts of one and one of other. */
  @Test
  void severalReferencesWeighAsTheRecipeSays() {
    float[] first = locals("first", List.of(1.0, NOTHING));
    float[] second = locals("second", List.of(NOTHING, 1.0));
    float[] both = locals("both", List.of(3.0, 1.0));
    float[] expected = new float[first.length];
    double apart = 0;
    for (int i = 0; i < first.length; i++) {
      expected[i] = (3 * first[i] + second[i]) / 4;
      apart = Math.max(apart, Math.abs(first[i] - second[i]));
    }
    assertTrue(apart > 0.1, "the references are different pictures");
    // Cached in fp16.
    assertArrayEquals(expected, both, 2e-3f);
    assertArrayEquals(locals("alone", List.of(1.0)), first, 0, "the first comes first");
  }

  @Test
  void emptyPlacesHoldZeros() {
    float[] locals = locals("places", List.of(1.0));
    int place = locals.length / WorldSamples.PEOPLE;
    for (int i = place; i < locals.length; i++) {
      assertEquals(0, locals[i]);
    }
  }

  /** The local features of a sample of one person, all places. */
  private float[] locals(String name, List<Double> weights) {
    Shards samples =
        Shards.build(
            folder.resolve("samples-" + name),
            1,
            shard -> {
              long[] people = {ANNA, NOBODY, NOBODY, NOBODY};
              return Map.of("identities", Tensors.of(people, 1, WorldSamples.PEOPLE));
            },
            shard -> {});
    Shards references =
        References.build(
            folder.resolve(name), samples, new PixelRecogniser(), 5, weights, shard -> {});
    try (Scope scope = Scope.open()) {
      return Tensors.floats(references.row("local", 0));
    }
  }
}
