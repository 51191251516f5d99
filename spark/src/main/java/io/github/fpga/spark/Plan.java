package io.github.fpga.spark;

import io.github.fpga.idzoom.build.DatasetFolder;
import io.github.fpga.idzoom.build.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a build that goes on must have in common with the one that was stopped: {@code plan.json}.
 *
 * @param settings what the records depend on
 * @param inputs SHA-256 over names and sizes of all inputs
 * @param pieces into how many the inputs are divided
 */
record Plan(String settings, String inputs, int pieces) {

  /**
   * The plan of the stopped build in the output, or a new one that is stored there.
   *
   * @throws IllegalArgumentException if the output holds something else
   */
  static Plan of(Storage storage, JobContext context, Inputs inputs) throws IOException {
    int wanted = context.settings().partitions();
    Plan plan =
        new Plan(
            context.settings().fingerprint() + context.ledgerJson(),
            digest(inputs.all()),
            wanted > 0 ? wanted : Pieces.count(inputs.all()));
    if (storage.exists(context.plan())) {
      Plan stopped = Json.read(storage.text(context.plan()), Plan.class, context.plan());
      if (!stopped.settings.equals(plan.settings) || !stopped.inputs.equals(plan.inputs)) {
        throw new IllegalArgumentException(
            "%s holds an unfinished build with other %s: go on with the same, choose another output, or throw it away with --restart"
                .formatted(
                    context.output(), stopped.inputs.equals(plan.inputs) ? "settings" : "inputs"));
      }
      return stopped;
    }
    for (String taken : List.of(DatasetFolder.SUMMARY, DatasetFolder.DATA)) {
      if (storage.exists(context.file(taken))) {
        throw new IllegalArgumentException(
            "%s holds a dataset already: choose another output, or build it anew with --restart"
                .formatted(context.output()));
      }
    }
    storage.writeText(context.plan(), Json.pretty(plan));
    return plan;
  }

  private static String digest(List<Input> inputs) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Input input : inputs) {
        digest.update(
            "%s %d %b%n"
                .formatted(input.name(), input.bytes(), input.caption().isEmpty())
                .getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
