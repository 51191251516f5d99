package io.github.fpga.training.distributed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the processes of a run meet, and which of them this one is; in torchrun's words.
 *
 * @param masterAddress host of rank 0, by which all others reach it
 * @param masterPort port on which rank 0 listens, 1 to 65535
 * @param rank number of this process, from 0
 * @param worldSize number of processes
 * @param localRank number of this process on its machine, from 0
 * @param hosted whether a launcher listens at the address already, as torchrun does; else rank 0
 *     does
 * @param timeout longest silence of a rank that the others bear
 */
public record Rendezvous(
    String masterAddress,
    int masterPort,
    int rank,
    int worldSize,
    int localRank,
    boolean hosted,
    Duration timeout) {

  /** With what it takes to tell who is missing, a run ends within a minute. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private static final String TIMEOUT = "FPGA_RANK_TIMEOUT";
  private static final List<String> NEEDED =
      List.of("MASTER_ADDR", "MASTER_PORT", "RANK", "WORLD_SIZE");

  public Rendezvous {
    if (masterAddress.isBlank()) {
      throw new IllegalArgumentException("MASTER_ADDR is empty: give the host of rank 0");
    }
    require("MASTER_PORT", masterPort, 1, 65_535);
    require("WORLD_SIZE", worldSize, 1, Integer.MAX_VALUE);
    require("RANK", rank, 0, worldSize - 1);
    require("LOCAL_RANK", localRank, 0, rank);
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "%s is %s: it must be positive".formatted(TIMEOUT, timeout));
    }
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d: it must lie in %d..%d".formatted(name, value, least, most));
    }
  }

  /**
   * Reads {@code MASTER_ADDR}, {@code MASTER_PORT}, {@code RANK}, {@code WORLD_SIZE} and, where
   * they are set, {@code LOCAL_RANK} (else the rank: one machine) and {@code FPGA_RANK_TIMEOUT}
   * (seconds).
   *
   * @return empty where neither {@code RANK} nor {@code WORLD_SIZE} is set: one process
   * @throws IllegalArgumentException naming every variable that is missing, or the wrong one
   */
  public static Optional<Rendezvous> fromEnvironment(Map<String, String> environment) {
    if (!environment.containsKey("RANK") && !environment.containsKey("WORLD_SIZE")) {
      return Optional.empty();
    }
    List<String> missing = new ArrayList<>(NEEDED);
    missing.removeIf(environment::containsKey);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "training in several processes needs %s too: set them as torchrun does, or unset RANK and WORLD_SIZE"
              .formatted(String.join(", ", missing)));
    }
    int rank = number(environment, "RANK");
    return Optional.of(
        new Rendezvous(
            environment.get("MASTER_ADDR").strip(),
            number(environment, "MASTER_PORT"),
            rank,
            number(environment, "WORLD_SIZE"),
            environment.containsKey("LOCAL_RANK") ? number(environment, "LOCAL_RANK") : rank,
            Boolean.parseBoolean(environment.get("TORCHELASTIC_USE_AGENT_STORE")),
            environment.containsKey(TIMEOUT)
                ? Duration.ofSeconds(number(environment, TIMEOUT))
                : DEFAULT_TIMEOUT));
  }

  private static int number(Map<String, String> environment, String name) {
    String value = environment.get(name).strip();
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is '%s': it must be a whole number".formatted(name, value), e);
    }
  }

  /** This process, in words. */
  public String name() {
    return "rank %d of %d".formatted(rank, worldSize);
  }

  /** The meeting place, in words. */
  public String place() {
    return masterAddress + ":" + masterPort;
  }
}
