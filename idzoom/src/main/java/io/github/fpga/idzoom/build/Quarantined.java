package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.stage.Outcome;
import io.github.fpga.idzoom.stage.Reason;

/**
 * An input that is not in the dataset; a line of {@code quarantine.jsonl}.
 *
 * @param file its name in the collection
 * @param detail the values that decided
 */
public record Quarantined(String file, BuildStage stage, Reason reason, String detail) {

  static Quarantined of(String file, BuildStage stage, Outcome.Rejected<?> rejected) {
    return new Quarantined(file, stage, rejected.reason(), rejected.detail());
  }
}
