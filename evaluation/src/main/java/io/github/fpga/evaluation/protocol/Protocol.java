package io.github.fpga.evaluation.protocol;

import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.pipelines.generate.Sampling;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a suite does: nothing that its figures depend on is chosen anywhere else, and every method
 * of a suite gets the same people, scenes, prompts and seeds.
 *
 * @param suite its name, lower-case letters
 * @param version raised whenever anything below changes
 * @param people who is in the pictures
 * @param scenes what is asked for; each kind at most once
 * @param seeds of the noise, one picture per scene and seed; different and not negative
 * @param sampling how noise becomes latents
 * @param restoring how faces are restored or swapped
 * @param baselines what the methods compared with are set to
 * @param metrics the version of every metric by its key; this code must compute the same
 */
public record Protocol(
    String suite,
    int version,
    Cast people,
    List<SceneSet> scenes,
    List<Long> seeds,
    Sampling sampling,
    Restoring restoring,
    Baselines baselines,
    Map<String, Integer> metrics) {

  private static final int QUICK_PEOPLE = 5;
  private static final int QUICK_STEPS = 2;
  private static final String NAME = "[a-z]+";

  /** Throws IllegalArgumentException for what cannot be done, or not by this code. */
  public Protocol {
    if (!suite.matches(NAME)) {
      throw new IllegalArgumentException(
          "the name of a suite has lower-case letters only, got '%s'".formatted(suite));
    }
    Range.require("version", version, 1, Integer.MAX_VALUE);
    Objects.requireNonNull(people, "people");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(restoring, "restoring");
    Objects.requireNonNull(baselines, "baselines");
    scenes = List.copyOf(scenes);
    requireDifferent("scenes", scenes.stream().map(SceneSet::kind).toList());
    seeds = List.copyOf(seeds);
    requireDifferent("seeds", seeds);
    seeds.forEach(seed -> Range.require("seeds", seed, 0, Long.MAX_VALUE));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    requireDifferent("metrics", List.copyOf(metrics.keySet()));
    metrics.forEach(Protocol::requireComputable);
  }

  private static void requireDifferent(String name, List<?> values) {
    if (values.isEmpty() || new HashSet<>(values).size() != values.size()) {
      throw new IllegalArgumentException(
          "%s must be some and different, got %s".formatted(name, values));
    }
  }

  private static void requireComputable(String key, int version) {
    Metric metric = Metric.byKey(key);
    if (metric.version() != version) {
      throw new IllegalArgumentException(
          "the protocol wants version %d of the metric %s, this code computes version %d"
              .formatted(version, key, metric.version()));
    }
  }

  /** The metrics in the file's order. */
  public List<Metric> measured() {
    return metrics.keySet().stream().map(Metric::byKey).toList();
  }

  /** The same with other people, who stand in other scenes. */
  public Protocol withPeople(Cast others) {
    return new Protocol(
        suite, version, others, scenes, seeds, sampling, restoring, baselines, metrics);
  }

  /**
   * The same as small as it gets, to see that everything works: one scene of every kind, one noise,
   * few people and steps. Its figures mean nothing.
   */
  public Protocol quick() {
    Cast few = new Cast(people.split(), people.seed(), QUICK_PEOPLE, 1, 1);
    List<SceneSet> one =
        scenes.stream()
            .map(set -> new SceneSet(set.kind(), 1, set.people(), set.prompts()))
            .toList();
    return new Protocol(
        suite,
        version,
        few,
        one,
        seeds.subList(0, 1),
        sampling.withSteps(QUICK_STEPS),
        restoring.quick(QUICK_STEPS),
        baselines,
        metrics);
  }
}
