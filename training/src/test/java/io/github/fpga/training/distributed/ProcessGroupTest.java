package io.github.fpga.training.distributed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProcessGroupTest {

  private static final Duration PLENTY = Duration.ofSeconds(30);

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  /** Longer than two buckets, and no multiple of one. */
  private static final int LENGTH = (2 << 20) + 3;

  @Test
  void sumsAndSharesVectorsOfSeveralBuckets() throws Exception {
    List<float[][]> results =
        Ranks.run(
            3,
            PLENTY,
            group -> {
              try (Scope scope = Scope.open()) {
                Tensor summed = values(group);
                group.sum(summed);
                Tensor shared = values(group);
                group.broadcast(shared);
                return new float[][] {Tensors.floats(summed), Tensors.floats(shared)};
              }
            });
    for (float[][] result : results) {
      assertArrayEquals(results.get(0)[0], result[0]);
      for (int i : new int[] {0, 1 << 20, LENGTH - 1}) {
        assertEquals(6, result[0][i]);
        assertEquals(1, result[1][i]);
      }
    }
  }

  private static Tensor values(ProcessGroup group) {
    float[] values = new float[LENGTH];
    java.util.Arrays.fill(values, group.rank() + 1);
    return Tensors.of(values, LENGTH);
  }

  @Test
  void meansAndVotesAreTheSameForAll() throws Exception {
    List<String> said =
        Ranks.run(
            2,
            PLENTY,
            group ->
                "%.1f %s %s"
                    .formatted(
                        group.mean(group.rank() + 1),
                        group.any(group.isFirst()),
                        group.any(false)));
    assertEquals(List.of("1.5 true false", "1.5 true false"), said);
  }

  /** Here each local rank is a machine's first process or not. */
  @Test
  void cachesAreLeftToTheOthersOfAMachine() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    List<Integer> order =
        Ranks.run(3, PLENTY, group -> group.firstPerMachine("caching", calls::incrementAndGet));
    assertEquals(1, order.get(0));
    assertEquals(3, calls.get());
  }

  /** Work that is longer than any silence may be ends in no false alarm. */
  @Test
  void aBusyRankIsWaitedFor() throws Exception {
    List<Boolean> met =
        Ranks.run(
            2,
            Duration.ofSeconds(2),
            group -> {
              if (group.isFirst()) {
                Deadline.sleep(Duration.ofSeconds(3));
              }
              group.meet("sampling");
              return true;
            });
    assertEquals(List.of(true, true), met);
  }

  /** Its process lives, but it does not do its part. */
  @Test
  void aHangingRankEndsTheOther() throws Exception {
    List<String> said =
        Ranks.run(
            2,
            Duration.ofSeconds(2),
            group -> {
              if (!group.isFirst()) {
                Deadline.sleep(Duration.ofSeconds(6));
                return "";
              }
              return assertThrows(DistributedException.class, () -> group.mean(1)).getMessage();
            });
    String message = said.get(0);
    assertTrue(message.startsWith("rank 0 of 2: another rank has failed, hangs"), message);
    assertTrue(message.contains("continue all ranks with --resume"), message);
  }

  /** As under torchrun, whose agent listens at the port before any rank starts. */
  @Test
  void aLauncherMayHoldTheStore() throws Exception {
    int port = Ranks.freePort();
    try (TCPStore agent =
        new TCPStore("127.0.0.1", new TCPStoreOptions().port((short) port).isServer(true))) {
      Rendezvous place = new Rendezvous("127.0.0.1", port, 0, 1, 0, true, PLENTY);
      try (ProcessGroup group = ProcessGroup.join(Optional.of(place))) {
        assertEquals(3, group.mean(3));
        group.meet("nothing");
      }
      assertTrue(agent.add("alive/0", 0) > 0);
    }
  }

  @Test
  void aPortInUseIsToldWithWhatToDo() throws Exception {
    String message =
        assertThrows(
                DistributedException.class,
                () -> {
                  int port = Ranks.freePort();
                  try (var taken =
                      new java.net.ServerSocket(
                          port, 1, java.net.InetAddress.getByName("0.0.0.0"))) {
                    ProcessGroup.join(Optional.of(Ranks.place(port, 0, 2, PLENTY)));
                  }
                })
            .getMessage();
    assertTrue(message.contains("choose another MASTER_PORT"), message);
  }

  @Test
  void aloneThereIsNothingToWaitFor() {
    try (ProcessGroup group = ProcessGroup.join(Optional.empty());
        Scope scope = Scope.open()) {
      Tensor x = NoiseSource.seeded(1).gaussian(4);
      float[] before = Tensors.floats(x);
      group.sum(x);
      group.meet("nothing");
      assertArrayEquals(before, Tensors.floats(x));
      assertTrue(group.isFirst() && group.any(true));
      assertFalse(group.any(false));
    }
  }

  /** The presets for processors come without NCCL, and saying so must not fail. */
  @Test
  void withoutNcclGlooIsChosen() {
    assertFalse(Backends.hasNccl());
  }
}
