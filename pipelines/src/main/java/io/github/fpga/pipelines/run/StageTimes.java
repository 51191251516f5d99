package io.github.fpga.pipelines.run;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the time of a run went.
 *
 * @param wall per stage, in the order of the stages; what happened in no stage is not in it
 * @param network the part of the whole that passed inside networks
 * @param total the whole run
 */
public record StageTimes(Map<Stage, Duration> wall, Duration network, Duration total) {

  /** Copies the map. */
  public StageTimes {
    Map<Stage, Duration> sorted = new EnumMap<>(Stage.class);
    sorted.putAll(wall);
    wall = Collections.unmodifiableMap(sorted);
  }

  /** Seconds by the stages' words, then {@code network} and {@code total}; for reports. */
  public Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    wall.forEach((stage, time) -> seconds.put(stage.words(), time.toNanos() / 1e9));
    seconds.put("network", network.toNanos() / 1e9);
    seconds.put("total", total.toNanos() / 1e9);
    return seconds;
  }

  /** The share of the run that passed inside networks, in [0, 1]. */
  public double networkShare() {
    return total.isZero() ? 0 : (double) network.toNanos() / total.toNanos();
  }
}
