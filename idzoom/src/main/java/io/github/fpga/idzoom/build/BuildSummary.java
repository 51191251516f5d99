package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.stage.Reason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A finished build: {@code build.json}.
 *
 * @param inputs pictures, and shards that could not be read to their end
 * @param kept full pictures in the dataset when it was built
 * @param rejected the rest, by stage and reason
 * @param crops that were not made, by reason
 * @param ignored files of the input that are not meant to be pictures, by extension
 * @param seconds of work per stage, over all machines
 * @param duplicates examples
 * @param forgotten full pictures that were removed later
 */
public record BuildSummary(
    BuildSettings settings,
    long inputs,
    long kept,
    Map<BuildStage, Map<Reason, Long>> rejected,
    Map<Reason, Long> crops,
    Map<String, Long> ignored,
    Map<String, Double> seconds,
    List<DuplicatePair> duplicates,
    long forgotten) {

  /**
   * Two pictures that look alike.
   *
   * @param original the id of the one in the dataset
   * @param detail on the other one
   * @param first a small JPEG of the original
   * @param second of the other
   */
  public record DuplicatePair(String original, String detail, byte[] first, byte[] second) {}

  public BuildSummary {
    duplicates = List.copyOf(duplicates);
    long sum = kept;
    for (Map<Reason, Long> reasons : rejected.values()) {
      sum += reasons.values().stream().mapToLong(Long::longValue).sum();
    }
    if (sum != inputs) {
      throw new IllegalArgumentException(
          "%d inputs, but kept and rejected are %d together".formatted(inputs, sum));
    }
  }

  /** How many were rejected for which reason. */
  public static Map<BuildStage, Map<Reason, Long>> count(List<Quarantined> rejected) {
    Map<BuildStage, Map<Reason, Long>> counts = new EnumMap<>(BuildStage.class);
    for (Quarantined one : rejected) {
      counts
          .computeIfAbsent(one.stage(), stage -> new EnumMap<>(Reason.class))
          .merge(one.reason(), 1L, Long::sum);
    }
    return counts;
  }

  /**
   * After full pictures were removed.
   *
   * @param ids theirs
   */
  public BuildSummary without(Set<String> ids) {
    return new BuildSummary(
        settings,
        inputs,
        kept,
        rejected,
        crops,
        ignored,
        seconds,
        duplicates.stream().filter(pair -> !ids.contains(pair.original())).toList(),
        forgotten + ids.size());
  }
}
