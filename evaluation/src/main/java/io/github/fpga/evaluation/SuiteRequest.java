package io.github.fpga.evaluation;

import io.github.fpga.evaluation.experiment.Family;
import io.github.fpga.evaluation.protocol.Protocol;
import io.github.fpga.evaluation.protocol.Protocols;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.tensor.Checksums;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * A suite to be run.
 *
 * @param protocol what it does
 * @param checksum of the protocol's file
 * @param models by family; the measured one among them
 * @param developmentJudge for tuning: who judges in place of the bundled judge; null for that. Set
 *     by {@link #onDevelopment}, because it goes with development people
 * @param output the folder for everything; a run that was broken off there goes on
 * @param command that does the same, for the report
 */
public record SuiteRequest(
    Protocol protocol,
    String checksum,
    Map<Family, ModelSet> models,
    Path developmentJudge,
    Path output,
    String command) {

  /**
   * Copies the map; throws IllegalArgumentException without models, or for a comma in the folder.
   */
  public SuiteRequest {
    models = Map.copyOf(models);
    IdentitySplit split = protocol.people().split();
    if (developmentJudge != null && split != IdentitySplit.DEVELOPMENT) {
      throw new IllegalArgumentException(
          "another judge judges development people only, got " + split);
    }
    if (!models.containsKey(Family.MAIN)) {
      throw new IllegalArgumentException("a suite measures a family, got " + models.keySet());
    }
    if (output.toString().contains(",")) {
      // Commas separate the reference files of a person.
      throw new IllegalArgumentException(
          "the name of the folder may not contain a comma: " + output);
    }
  }

  /** A suite by its bundled protocol and one family. */
  public static SuiteRequest of(String suite, ModelSet models, Path output) {
    Map<Family, ModelSet> families = new EnumMap<>(Map.of(Family.MAIN, models));
    String command = "fpga evaluate --suite %s -o %s".formatted(suite, output);
    return new SuiteRequest(
        Protocols.of(suite), Protocols.checksum(suite), families, null, output, command);
  }

  /** The same as small as it gets, see {@link Protocol#quick}. */
  public SuiteRequest quick() {
    return withProtocol(protocol.quick(), "none");
  }

  /** The same with other people of the same split, in other scenes. */
  public SuiteRequest withSeed(long seed) {
    return withProtocol(protocol.withPeople(protocol.people().withSeed(seed)), checksum);
  }

  /**
   * The same on development people, to tune by.
   *
   * @param judge who was trained to judge them
   */
  public SuiteRequest onDevelopment(Path judge) {
    Protocol development = protocol.withPeople(protocol.people().onDevelopment());
    return new SuiteRequest(development, checksum, models, judge, output, command);
  }

  /**
   * The same by another protocol.
   *
   * @param newChecksum of the file it comes from
   */
  SuiteRequest withProtocol(Protocol other, String newChecksum) {
    return new SuiteRequest(other, newChecksum, models, developmentJudge, output, command);
  }

  /** The same by a protocol in a file. */
  public SuiteRequest withProtocol(Path file) {
    return withProtocol(Protocols.read(file), Checksums.sha256(file));
  }
}
