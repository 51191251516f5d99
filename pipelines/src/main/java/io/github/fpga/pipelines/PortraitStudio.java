package io.github.fpga.pipelines;

import io.github.fpga.faces.Face;
import io.github.fpga.pipelines.diir.DiirPipeline;
import io.github.fpga.pipelines.diir.InvertPipeline;
import io.github.fpga.pipelines.diir.InvertRequest;
import io.github.fpga.pipelines.diir.InvertResult;
import io.github.fpga.pipelines.diir.RestoreRequest;
import io.github.fpga.pipelines.diir.RestoreResult;
import io.github.fpga.pipelines.family.ModelSource;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.generate.GeneratePipeline;
import io.github.fpga.pipelines.generate.GenerateRequest;
import io.github.fpga.pipelines.generate.GenerateResult;
import io.github.fpga.pipelines.generate.RepaintPipeline;
import io.github.fpga.pipelines.generate.RepaintRequest;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.PersonReader;
import io.github.fpga.pipelines.people.PersonStore;
import io.github.fpga.pipelines.run.ProgressListener;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.Rendered;
import io.github.fpga.pipelines.run.RequestJson;
import io.github.fpga.pipelines.run.Version;
import io.github.fpga.pipelines.swap.SwapPipeline;
import io.github.fpga.pipelines.swap.SwapRequest;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Everything in one place: open a family, read people, generate, restore, swap. Safe for many
 * threads; each call is a run of its own with its own seed, listener and memory.
 *
 * <pre>{@code
 * try (PortraitStudio studio = PortraitStudio.open(ModelSet.micro())) {
 *   Placement anna =
 *       Placement.of(studio.person("anna1.png,anna2.png"), Region.parse("0.2,0.3,0.1,0.1"));
 *   Placement ben =
 *       Placement.of(studio.person("group.png#2"), Region.parse("0.6,0.3,0.1,0.1"));
 *   GenerateRequest request =
 *       GenerateRequest.of("a full body picture of two people in a park", anna, ben);
 *   GenerateResult portrait =
 *       studio.generate(request, (stage, step, total, preview) -> !Thread.interrupted()).get(0);
 *   Pictures.writePng(Path.of("portrait.png"), portrait.image(), portrait.pngText());
 *   InputPicture other = InputPicture.read(Path.of("other.png"));
 *   RestoreResult restored = studio.restore(RestoreRequest.of(other, anna, ben));
 *   RestoreResult swapped = studio.swap(SwapRequest.of(other, 1, ben.person()));
 * }
 * }</pre>
 */
public final class PortraitStudio implements AutoCloseable {

  private final PortraitModels models;
  private final PersonStore store;
  private final PersonReader reader;

  private PortraitStudio(PortraitModels models, Path people) {
    this.models = models;
    store = new PersonStore(people, models.recogniser());
    reader = new PersonReader(models.faces(), models::reference, store);
  }

  /**
   * Starts the engine and loads a family in bf16.
   *
   * @throws io.github.fpga.tensor.CheckpointException naming the file that cannot be used
   */
  public static PortraitStudio open(ModelSource set) {
    return open(set, Precision.BF16);
  }

  /** As above, in another number format; fp32 is slower and hardly better. */
  public static PortraitStudio open(ModelSource set, Precision precision) {
    Engine.start();
    return of(set.load(precision));
  }

  /** A studio over loaded models, which it closes; saved persons in the default folder. */
  public static PortraitStudio of(PortraitModels models) {
    return of(models, PersonStore.defaultFolder());
  }

  /** A studio over loaded models, which it closes, with saved persons in a folder. */
  public static PortraitStudio of(PortraitModels models, Path people) {
    return new PortraitStudio(models, people);
  }

  public PortraitModels models() {
    return models;
  }

  /** The saved persons. */
  public PersonStore people() {
    return store;
  }

  /** A person from reference pictures or a saved one; see {@link PersonReader#read(String)}. */
  public Person person(String specification) {
    return reader.read(specification);
  }

  /** A person from pictures in memory that each show one face. */
  public Person person(String name, BufferedImage... pictures) {
    return reader.read(name, List.of(pictures));
  }

  /** The faces of a picture, from the left, as {@code file#index} counts them. */
  public List<Face> faces(BufferedImage picture) {
    return models.faces().analyze(picture).stream()
        .sorted(Comparator.comparingDouble(face -> face.box().centre().x()))
        .toList();
  }

  public List<GenerateResult> generate(GenerateRequest request) {
    return generate(request, ProgressListener.NONE);
  }

  /**
   * Makes portraits, one after the other.
   *
   * @throws io.github.fpga.diffusion.CancelledException where the listener stops it
   */
  public List<GenerateResult> generate(GenerateRequest request, ProgressListener listener) {
    return new GeneratePipeline(models).run(request, listener);
  }

  /** Paints a picture over, all of it or a part. */
  public GenerateResult repaint(RepaintRequest request, ProgressListener listener) {
    return new RepaintPipeline(models).run(request, listener);
  }

  public RestoreResult restore(RestoreRequest request) {
    return restore(request, ProgressListener.NONE);
  }

  /** Restores the faces of one picture. */
  public RestoreResult restore(RestoreRequest request, ProgressListener listener) {
    return restore(List.of(request), listener).get(0);
  }

  /**
   * Restores the faces of several pictures as one batch, which is faster than one by one; results
   * equal those made alone up to rounding in the networks, see {@link Provenance#batch}.
   */
  public List<RestoreResult> restore(List<RestoreRequest> requests, ProgressListener listener) {
    return new DiirPipeline(models).run(requests, listener);
  }

  public RestoreResult swap(SwapRequest request) {
    return swap(request, ProgressListener.NONE);
  }

  /** Gives a face to another person. */
  public RestoreResult swap(SwapRequest request, ProgressListener listener) {
    return new SwapPipeline(models).run(request, listener);
  }

  public InvertResult invert(InvertRequest request) {
    return invert(request, ProgressListener.NONE);
  }

  /** Inverts and reconstructs, to look at. */
  public InvertResult invert(InvertRequest request, ProgressListener listener) {
    return new InvertPipeline(models).run(request, listener);
  }

  /**
   * Makes a picture again from its provenance: the same bytes on the same machine with the same
   * models.
   *
   * @throws IllegalArgumentException where a file it was made from is missing or has changed, the
   *     models are others, or it was made from pictures in memory
   */
  public Rendered redo(Provenance provenance, ProgressListener listener) {
    requireSameModels(provenance);
    return switch (provenance.task()) {
      case GeneratePipeline.TASK ->
          generate(request(provenance, GenerateRequest.class), listener).get(0);
      case RepaintPipeline.TASK -> repaint(request(provenance, RepaintRequest.class), listener);
      case DiirPipeline.TASK -> restore(request(provenance, RestoreRequest.class), listener);
      case SwapPipeline.TASK -> swap(request(provenance, SwapRequest.class), listener);
      case InvertPipeline.TASK -> invert(request(provenance, InvertRequest.class), listener);
      default ->
          throw new IllegalArgumentException(
              "this version does not know the task '%s'".formatted(provenance.task()));
    };
  }

  private <T> T request(Provenance provenance, Class<T> type) {
    try {
      return RequestJson.read(provenance.request(), type, reader);
    } catch (IllegalArgumentException e) {
      if (provenance.version().equals(Version.current())) {
        throw e;
      }
      throw new IllegalArgumentException(
          "%s (the picture was made by version %s, this is %s)"
              .formatted(e.getMessage(), provenance.version(), Version.current()),
          e);
    }
  }

  private void requireSameModels(Provenance provenance) {
    List<String> other =
        provenance.models().entrySet().stream()
            .filter(model -> !model.getValue().equals(models.checksums().get(model.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    if (!other.isEmpty()) {
      throw new IllegalArgumentException(
          "the picture was made with other models (%s): open the ones it was made with"
              .formatted(String.join(", ", other)));
    }
  }

  @Override
  public void close() {
    models.close();
  }
}
