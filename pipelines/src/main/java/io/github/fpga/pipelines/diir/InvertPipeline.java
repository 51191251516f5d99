package io.github.fpga.pipelines.diir;

import io.github.fpga.diffusion.Ddim;
import io.github.fpga.diffusion.Denoiser;
import io.github.fpga.diffusion.Sampler;
import io.github.fpga.diffusion.SamplerOptions;
import io.github.fpga.diffusion.TimestepGrid;
import io.github.fpga.diffusion.inversion.DdimInversion;
import io.github.fpga.diffusion.inversion.DdimInversion.Trajectory;
import io.github.fpga.faces.Crops;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.FaceCrop;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Warps;
import io.github.fpga.models.unet.TextCrossAttention;
import io.github.fpga.pipelines.condition.Prompts;
import io.github.fpga.pipelines.condition.Steering;
import io.github.fpga.pipelines.condition.StepAttention;
import io.github.fpga.pipelines.family.ControlMode;
import io.github.fpga.pipelines.family.ControlledDenoiser;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.family.PromptRows;
import io.github.fpga.pipelines.family.Repainting;
import io.github.fpga.pipelines.run.ProgressListener;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.RequestJson;
import io.github.fpga.pipelines.run.Run;
import io.github.fpga.pipelines.run.Stage;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** How much of a picture survives inversion and back; safe for many threads. */
public final class InvertPipeline {

  /** The task in provenance. */
  public static final String TASK = "invert";

  private static final int CELL = 8;

  private final PortraitModels models;

  public InvertPipeline(PortraitModels models) {
    this.models = models;
  }

  /**
   * What is inverted.
   *
   * @param shown the faces of the control in its pixels; null for none and the plain denoiser
   */
  private record Subject(BufferedImage image, List<List<Point>> shown) {}

  /**
   * Inverts and reconstructs.
   *
   * @throws IllegalArgumentException where the picture has no such face
   * @throws io.github.fpga.diffusion.CancelledException where the listener stops it
   */
  public InvertResult run(InvertRequest request, ProgressListener listener) {
    Run run = new Run(listener);
    Subject subject = run.stage(Stage.FACES, () -> subject(request));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor z0 =
          run.stage(
              Stage.ENCODE, () -> run.network(() -> models.latents(List.of(subject.image()))));
      Denoiser denoiser = run.timed(shown(denoiser(request, subject, run), subject, z0, run));
      TimestepGrid grid = FaceBatch.grid(models.schedule(), request.options());
      Trajectory trajectory = invert(request, denoiser, z0, grid, run);
      Tensor latents = denoise(denoiser, trajectory.noisiest(), grid, run);
      return run.stage(Stage.DECODE, () -> describe(request, subject, z0, latents, run));
    }
  }

  private Subject subject(InvertRequest request) {
    BufferedImage image = request.picture().image();
    if (request.face() == 0) {
      double scale =
          Math.min(
              1.0,
              (double) models.traits().pictureSide()
                  / Math.max(image.getWidth(), image.getHeight()));
      int width = cells(image.getWidth() * scale);
      return new Subject(Warps.resize(image, width, cells(image.getHeight() * scale)), null);
    }
    List<Face> faces =
        models.faces().analyze(image).stream()
            .sorted(Comparator.comparingDouble(face -> face.box().centre().x()))
            .toList();
    if (request.face() > faces.size()) {
      throw new IllegalArgumentException(
          "the picture shows %d %s, there is no face %d: faces count from the left"
              .formatted(faces.size(), faces.size() == 1 ? "face" : "faces", request.face()));
    }
    Face face = faces.get(request.face() - 1);
    int side = models.traits().cropSide();
    FaceCrop crop = Crops.crop(image, face.box(), FaceJob.CROP_FACTOR, side);
    List<List<Point>> points = faces.stream().map(f -> FacePoints.of(f).five()).toList();
    return new Subject(crop.image(), FaceJob.shown(crop, points));
  }

  private static int cells(double side) {
    return (int) Math.max(CELL, Math.round(side / CELL) * CELL);
  }

  /** The network, prompt and control that restoring would use, without identity and guidance. */
  private Denoiser denoiser(InvertRequest request, Subject subject, Run run) {
    String picture =
        request.prompt().isBlank() ? "a " + models.traits().faceWords() : request.prompt();
    String prompt = Prompts.styled(request.style(), picture);
    int width = subject.image().getWidth();
    int height = subject.image().getHeight();
    ControlledDenoiser network =
        subject.shown() == null
            ? models.plainDenoiser()
            : models.denoiser(ControlMode.LANDMARK, request.options().control());
    PromptRows text =
        run.stage(
            Stage.TEXT,
            () ->
                run.network(() -> network.prompts(models.encode(List.of(prompt)), width, height)));
    Tensor feature =
        subject.shown() == null ? null : run.network(() -> feature(network, subject, width));
    StepAttention nobody = StepAttention.steady(new TextCrossAttention(text.keyValues()));
    return network.steered(text, nobody, feature, true);
  }

  /** Where it was trained to repaint: as if all were to be painted. */
  private Denoiser shown(Denoiser denoiser, Subject subject, Tensor z0, Run run) {
    Tensor everywhere = Tensors.ones(1, 1, z0.size(2), z0.size(3));
    return run.network(
        () ->
            Repainting.over(
                models,
                denoiser,
                List.of(subject.image()),
                Collections.singletonList(null),
                everywhere));
  }

  private static Tensor feature(ControlledDenoiser network, Subject subject, int side) {
    BufferedImage drawing = network.drawFaces(subject.shown(), side, side);
    return network.feature(ControlMode.LANDMARK, Steering.control(List.of(drawing)));
  }

  private Trajectory invert(
      InvertRequest request, Denoiser denoiser, Tensor z0, TimestepGrid grid, Run run) {
    return run.stage(
        Stage.INVERT,
        Math.max(1, grid.remaining()),
        () ->
            DdimInversion.invert(
                denoiser,
                z0,
                grid,
                request.options().refinements(),
                run.steps(Stage.INVERT, this::preview)));
  }

  private Tensor denoise(Denoiser denoiser, Tensor start, TimestepGrid grid, Run run) {
    SamplerOptions options =
        SamplerOptions.NONE.withListener(run.steps(Stage.RESTORE, this::preview));
    return run.stage(
        Stage.RESTORE,
        Math.max(1, grid.remaining()),
        () -> Ddim.DETERMINISTIC.sample(denoiser, start, grid, Sampler.NO_NOISE, options));
  }

  private BufferedImage preview(Tensor latents) {
    return models.preview(latents);
  }

  private InvertResult describe(
      InvertRequest request, Subject subject, Tensor z0, Tensor latents, Run run) {
    BufferedImage roundTrip = run.network(() -> models.pictures(z0).get(0));
    BufferedImage image = run.network(() -> models.pictures(latents).get(0));
    return new InvertResult(
        subject.image(),
        roundTrip,
        image,
        psnr(roundTrip, subject.image()),
        psnr(image, subject.image()),
        Provenance.of(TASK, RequestJson.of(request), models.checksums()),
        run.times());
  }

  /** Peak signal to noise over all channels, in dB; infinite for equal pictures. */
  static double psnr(BufferedImage image, BufferedImage original) {
    int[] a = Pictures.pixels(image);
    int[] b = Pictures.pixels(original);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int shift = 0; shift <= 16; shift += 8) {
        double d = (a[i] >> shift & 255) - (b[i] >> shift & 255);
        sum += d * d;
      }
    }
    return 10 * Math.log10(255 * 255 / (sum / (3.0 * a.length)));
  }
}
