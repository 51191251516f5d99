package io.github.fpga.pipelines.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.diffusion.PredictionType;
import io.github.fpga.diffusion.SchedulerConfig;
import io.github.fpga.diffusion.TimestepSpacing;
import io.github.fpga.models.files.ModelFiles;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.pipelines.people.LoraFile;
import io.github.fpga.pipelines.sets.ModelHub;
import io.github.fpga.pipelines.sets.ModelSetSpec;
import io.github.fpga.pipelines.sets.Role;
import io.github.fpga.pipelines.sets.SamplingAdvice;
import io.github.fpga.pipelines.sets.SetFamily;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A family of public models: the files of a model set that is on this machine. Opens configs alone
 * until it is loaded.
 */
public final class PublicSet implements ModelSource {

  private static final SamplingAdvice SAMPLING = new SamplingAdvice("dpmpp_2m_karras", 25, 5);
  private static final String FACE_WORDS = "close up portrait of a person";

  private final ModelSetSpec spec;
  private final Map<Role, Path> paths;
  private final List<LoraFile> loras;
  private final PublicChecksums checksums;
  private FamilyTraits traits;

  private PublicSet(ModelSetSpec spec, Map<Role, Path> paths, List<LoraFile> loras) {
    this.spec = spec;
    this.paths = paths;
    this.loras = List.copyOf(loras);
    checksums = new PublicChecksums(paths, loras);
  }

  /**
   * The files of a set; nothing is downloaded.
   *
   * @throws IllegalArgumentException where there is no such set
   * @throws CheckpointException where something of it is not on this machine
   */
  public static PublicSet of(ModelHub hub, String name) {
    ModelSetSpec spec = hub.sets().get(name);
    return new PublicSet(spec, hub.resolve(name), List.of());
  }

  /** With further LoRAs, beside those of the set. */
  public PublicSet withLoras(List<LoraFile> more) {
    return new PublicSet(spec, paths, more);
  }

  ModelSetSpec spec() {
    return spec;
  }

  List<LoraFile> loras() {
    return loras;
  }

  /** Where a part is; null where the set has none. */
  Path path(Role role) {
    return paths.get(role);
  }

  /**
   * Where a part is.
   *
   * @throws CheckpointException where the set has none
   */
  Path require(Role role) {
    Path path = paths.get(role);
    if (path == null) {
      throw new CheckpointException(
          "the set %s has no %s: take one that has, or add it in a set of your own (docs/models.md)"
              .formatted(spec, role.word()));
    }
    return path;
  }

  @Override
  public synchronized FamilyTraits traits() {
    if (traits == null) {
      traits = readTraits();
    }
    return traits;
  }

  private FamilyTraits readTraits() {
    if (spec.family() == SetFamily.FACES) {
      throw new IllegalArgumentException(
          "the set %s holds face models alone: take one that makes pictures, as sd15-portrait"
              .formatted(spec));
    }
    ModelFiles base = ModelFiles.open(require(Role.BASE));
    UNetConfig unet = base.unetConfig();
    int cell = PublicAutoencoder.config(this, base).downsampling();
    int side = unet.sampleSize() * cell;
    JsonNode scheduler = scheduler();
    SamplingAdvice sampling = spec.sampling() == null ? SAMPLING : spec.sampling();
    TimestepSpacing spacing = sampling.spacing();
    return new FamilyTraits(
        spec.name(),
        unet.outChannels(),
        cell,
        side,
        side,
        FACE_WORDS,
        schedule(scheduler),
        spacing == null
            ? TimestepSpacing.of(scheduler.path("timestep_spacing").asText("leading"))
            : spacing,
        scheduler.path("steps_offset").asInt(1),
        sampling,
        false);
  }

  /** The scheduler's config, in a base's folder or beside its single file; empty for none. */
  private JsonNode scheduler() {
    Path base = require(Role.BASE);
    Path folder = Files.isDirectory(base) ? base : base.toAbsolutePath().getParent();
    Path file = folder.resolve("scheduler").resolve("scheduler_config.json");
    try {
      return Files.isRegularFile(file)
          ? new ObjectMapper().readTree(file.toFile())
          : new ObjectMapper().createObjectNode();
    } catch (IOException e) {
      throw new CheckpointException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private NoiseSchedule schedule(JsonNode scheduler) {
    try {
      return scheduler.isEmpty()
          ? NoiseSchedule.stableDiffusion(PredictionType.EPSILON)
          : SchedulerConfig.schedule(scheduler);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "the scheduler config of %s: %s".formatted(require(Role.BASE), e.getMessage()), e);
    }
  }

  /** SHA-256 of every file by role and name, of LoRAs with their strength. */
  @Override
  public Map<String, String> checksums() {
    return checksums.all();
  }

  /** Those of the networks that find faces and tell them apart. */
  public Map<String, String> faceChecksums() {
    return checksums.of(List.of(Role.FACE_DETECTOR, Role.FACE_RECOGNISER, Role.FACE_LANDMARKS));
  }

  /** Of what networks references are: saved persons are bound to it. */
  public String recogniser() {
    return checksums.recogniser();
  }

  @Override
  public PortraitModels load(Precision precision) {
    traits();
    return new PublicLoader(this, precision).load();
  }

  /** What modes of control are trained on; the engine must have been started. */
  public PublicBase base(Precision precision) {
    traits();
    return new PublicLoader(this, precision).base();
  }

  /**
   * The face models alone, and what reads references, which load faster than the whole.
   *
   * @param references whether faces of reference pictures will be read
   */
  public FamilyFaces faces(Precision precision, boolean references) {
    return PublicFaces.load(this, precision, references);
  }

  @Override
  public String toString() {
    return "the set " + spec;
  }
}
