package io.github.fpga.cli.options;

import io.github.fpga.evaluation.SuiteRequest;
import io.github.fpga.evaluation.experiment.Family;
import io.github.fpga.pipelines.family.ModelSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** One of the paper's experiments in place of the usual evaluation. */
public final class SuiteOptions {

  @Option(
      names = "--suite",
      paramLabel = "NAME",
      description =
          "One of the paper's experiments: comparison, restoration, swap or ablation. People,"
              + " scenes and seeds come from its protocol.")
  private String suite;

  @Option(
      names = "--protocol",
      paramLabel = "FILE",
      description = "Another protocol for the suite, as JSON (default: the bundled one).")
  private Path protocol;

  @Option(
      names = "--models-without-clone",
      paramLabel = "DIR",
      description = "A family without Clone Face Tuning, for comparison and ablation.")
  private Path withoutClone;

  @Option(
      names = "--models-unmasked",
      paramLabel = "DIR",
      description =
          "A family whose identity adapter was trained without masks, for comparison's rows that"
              + " have none.")
  private Path unmasked;

  @Option(
      names = "--models-skeleton-only",
      paramLabel = "DIR",
      description =
          "A family whose identity adapter was trained in skeleton mode only, for ablation.")
  private Path skeletonOnly;

  @Option(
      names = "--models-landmark-only",
      paramLabel = "DIR",
      description =
          "A family whose identity adapter was trained in landmark mode only, for ablation.")
  private Path landmarkOnly;

  @Option(
      names = "--models-clone-only",
      paramLabel = "DIR",
      description = "A family tuned on clones only, for ablation.")
  private Path cloneOnly;

  @Option(
      names = "--models-mixed-only",
      paramLabel = "DIR",
      description = "A family tuned on mixed people only, for ablation.")
  private Path mixedOnly;

  @Option(
      names = "--models-fine-tuned",
      paramLabel = "DIR",
      description = "A family whose control tuned the whole denoiser, for ablation.")
  private Path fineTuned;

  @Option(
      names = "--sweep",
      description =
          "Look for what suits the suite's baseline, on development people and without the judge:"
              + " of comparison the strength of tokens without masks, of restoration that of"
              + " crop-and-inpaint.")
  private boolean sweep;

  @Option(
      names = "--quick",
      description =
          "With --suite: one scene of every kind in two steps, to see that everything works. Its"
              + " figures mean nothing.")
  private boolean quick;

  /** Whether a suite is asked for. */
  public boolean chosen() {
    return suite != null;
  }

  /** Whether the baseline is tuned in place of measuring. */
  public boolean sweep() {
    return sweep;
  }

  /**
   * The request.
   *
   * @param models the measured family
   * @param seed of people and scenes; null for the protocol's
   * @param developmentJudge to tune by, on development people; null to measure
   * @param more arguments that choose it, for the report's command
   * @throws IllegalArgumentException for an unknown suite, or a protocol that is not the suite's
   */
  public SuiteRequest request(
      ModelSet models, Long seed, Path developmentJudge, Path output, List<String> more) {
    SuiteRequest standard = SuiteRequest.of(suite, models, output);
    SuiteRequest request = protocol == null ? standard : standard.withProtocol(existing());
    if (!request.protocol().suite().equals(suite)) {
      throw new IllegalArgumentException(
          "%s is a protocol of the suite %s, not of %s"
              .formatted(protocol, request.protocol().suite(), suite));
    }
    Map<Family, ModelSet> families = new EnumMap<>(Family.class);
    folders().forEach((family, folder) -> families.put(family, ModelSet.folder(folder)));
    families.put(Family.MAIN, models);
    SuiteRequest whole =
        new SuiteRequest(
            request.protocol(),
            request.checksum(),
            families,
            null,
            output,
            command(seed, developmentJudge, output, more));
    SuiteRequest drawn = seed == null ? whole : whole.withSeed(seed);
    SuiteRequest judged = developmentJudge == null ? drawn : drawn.onDevelopment(developmentJudge);
    return quick ? judged.quick() : judged;
  }

  private Path existing() {
    if (!Files.isRegularFile(protocol)) {
      throw new IllegalArgumentException("no such protocol file: " + protocol);
    }
    return protocol;
  }

  private Map<Family, Path> folders() {
    Map<Family, Path> folders = new EnumMap<>(Family.class);
    put(folders, Family.WITHOUT_CLONE, withoutClone);
    put(folders, Family.UNMASKED, unmasked);
    put(folders, Family.SKELETON_ONLY, skeletonOnly);
    put(folders, Family.LANDMARK_ONLY, landmarkOnly);
    put(folders, Family.CLONE_ONLY, cloneOnly);
    put(folders, Family.MIXED_ONLY, mixedOnly);
    put(folders, Family.FINE_TUNED, fineTuned);
    return folders;
  }

  private static void put(Map<Family, Path> folders, Family family, Path folder) {
    if (folder != null) {
      folders.put(family, folder);
    }
  }

  private String command(Long seed, Path developmentJudge, Path output, List<String> more) {
    List<String> words = new ArrayList<>(List.of("fpga", "evaluate", "--suite", suite));
    if (protocol != null) {
      words.addAll(List.of("--protocol", protocol.toString()));
    }
    if (seed != null) {
      words.addAll(List.of("--seed", seed.toString()));
    }
    if (developmentJudge != null) {
      words.addAll(List.of("--development", developmentJudge.toString()));
    }
    folders()
        .forEach(
            (family, folder) ->
                words.addAll(List.of("--models-" + family.words(), folder.toString())));
    if (sweep) {
      words.add("--sweep");
    }
    if (quick) {
      words.add("--quick");
    }
    words.addAll(more);
    words.addAll(List.of("-o", output.toString()));
    return String.join(" ", words);
  }
}
