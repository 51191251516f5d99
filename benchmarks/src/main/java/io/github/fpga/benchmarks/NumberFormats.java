package io.github.fpga.benchmarks;

import io.github.fpga.evaluation.metrics.Psnr;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.pipelines.generate.GenerateRequest;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What bf16 changes: the micro family's finished pictures of two people, as PSNR against those of
 * fp32 with the same seed, and one evaluation of a full-size denoiser with random weights, as the
 * relative error of the predicted noise.
 *
 * <p>Arguments: two reference pictures and the number of seeds (8); or sd15 or sdxl and the
 * picture's side in pixels.
 */
public final class NumberFormats {

  private static final int[] TIMESTEPS = {999, 750, 500, 250, 1};

  private NumberFormats() {}

  public static void main(String[] args) {
    Engine.start();
    if (args[0].startsWith("sd")) {
      evaluations(args[0], Integer.parseInt(args[1]) / 8);
    } else {
      pictures(args[0], args[1], args.length > 2 ? Integer.parseInt(args[2]) : 8);
    }
  }

  private static void pictures(String left, String right, int seeds) {
    List<BufferedImage> exact = draw(Precision.FP32, left, right, seeds);
    List<BufferedImage> rounded = draw(Precision.BF16, left, right, seeds);
    for (int seed = 0; seed < seeds; seed++) {
      System.out.printf(
          Locale.ROOT,
          "seed %d: PSNR %.1f dB%n",
          seed,
          Psnr.of(exact.get(seed), rounded.get(seed)));
    }
  }

  private static List<BufferedImage> draw(
      Precision precision, String left, String right, int seeds) {
    List<BufferedImage> pictures = new ArrayList<>();
    try (PortraitStudio studio = PortraitStudio.open(ModelSet.micro(), precision)) {
      GenerateRequest request =
          GenerateRequest.of(
              "a half body picture of two people in a park",
              Placement.of(studio.person(left), new Region(0.1, 0.2, 0.3, 0.3)),
              Placement.of(studio.person(right), new Region(0.6, 0.2, 0.3, 0.3)));
      for (int seed = 0; seed < seeds; seed++) {
        pictures.add(studio.generate(request.withSeed(seed)).get(0).image());
      }
    }
    return pictures;
  }

  private static void evaluations(String family, long cells) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      PublicNetworks networks = PublicNetworks.of(family, Precision.FP32);
      Weights weights = Weights.of(new RandomFile(ScalarType.Float)).materialized();
      Tensor latents = torch.randn(1, 4, cells, cells);
      Tensor text =
          torch.randn(1, PublicNetworks.TOKENS, networks.unetConfig().crossAttentionDim());
      List<Tensor> exact = predict(networks, weights, Precision.FP32, latents, text);
      List<Tensor> rounded = predict(networks, weights, Precision.BF16, latents, text);
      for (int i = 0; i < TIMESTEPS.length; i++) {
        double error = Tensors.scalar(exact.get(i).sub(rounded.get(i)).norm());
        System.out.printf(
            Locale.ROOT,
            "step %d: relative error %.2e%n",
            TIMESTEPS[i],
            error / Tensors.scalar(exact.get(i).norm()));
      }
    }
  }

  private static List<Tensor> predict(
      PublicNetworks networks, Weights weights, Precision precision, Tensor latents, Tensor text) {
    UNet2DConditionModel unet =
        new UNet2DConditionModel(weights.converted(precision.type()), networks.unetConfig());
    Conditioning conditioning = PublicNetworks.conditioning(unet, text);
    List<Tensor> noises = new ArrayList<>();
    for (int timestep : TIMESTEPS) {
      Tensor time = torch.full(new long[] {1}, new Scalar((double) timestep));
      noises.add(Scope.of(() -> unet.predict(latents, time, conditioning)));
    }
    return noises;
  }
}
