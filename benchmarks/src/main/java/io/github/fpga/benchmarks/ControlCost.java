package io.github.fpga.benchmarks;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.models.repcontrolnet.Mode;
import io.github.fpga.models.repcontrolnet.RepControl;
import io.github.fpga.models.repcontrolnet.Tied;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.models.unet.TextCrossAttention;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What control costs per denoising step of the micro family: the plain denoiser, RepControlNet's
 * merged one and the plain one with a ControlNet, in turn, as the median of the ratios.
 *
 * <p>Argument: the number of rounds, 30 if absent. The weights are random; they do not matter here.
 */
public final class ControlCost {

  private static final int WARM_UP = 8;
  private static final int ROWS = 2;

  private ControlCost() {}

  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 30;
    Engine.start();
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Runnable[] steps = steps();
      double[][] seconds = new double[steps.length][rounds];
      for (int round = -WARM_UP; round < rounds; round++) {
        for (int i = 0; i < steps.length; i++) {
          double time = time(steps[i]);
          if (round >= 0) {
            seconds[i][round] = time;
          }
        }
      }
      System.out.printf(
          "%d threads, batch %d, %d rounds%nplain       %.1f ms%n",
          Engine.threads(), ROWS, rounds, 1e3 * median(seconds[0]));
      print("merged", seconds[1], seconds[0]);
      print("ControlNet", seconds[2], seconds[0]);
    }
  }

  private static Runnable[] steps() {
    Weights base = random();
    UNet2DConditionModel plain =
        new UNet2DConditionModel(base.converted(Precision.BF16.type()), MicroFamily.denoiser());
    Mode mode = new Mode("skeleton", ModalWeights.initial(base, ModalWeights.GAMMA), 1);
    UNet2DConditionModel merged =
        new UNet2DConditionModel(
            RepControl.merge(base, new Tied(ModalWeights.GAMMA), List.of(mode), Precision.BF16),
            MicroFamily.denoiser());
    ControlAdapter adapter =
        new ControlAdapter(
            Weights.random(2).converted(Precision.BF16.type()), MicroFamily.controlAdapter());
    ControlNetModel controlNet =
        new ControlNetModel(
            Weights.random(3).converted(Precision.BF16.type()), MicroFamily.controlNet());
    int side = MicroFamily.denoiser().sampleSize();
    Tensor latents = torch.randn(ROWS, MicroFamily.denoiser().inChannels(), side, side);
    Tensor timestep = torch.full(new long[] {1}, new Scalar(500.0));
    Tensor tokens = torch.randn(ROWS, MicroFamily.PROMPT_LENGTH, 128);
    Tensor picture = torch.rand(1, 3, MicroFamily.PICTURE_SIDE, MicroFamily.PICTURE_SIDE);
    Conditioning text = Conditioning.text(plain, tokens);
    Conditioning steered =
        Conditioning.text(merged, tokens).withConditionFeature(adapter.apply(picture, 1));
    TextCrossAttention own = new TextCrossAttention(controlNet.textKeyValues(tokens));
    Tensor feature = controlNet.embed(picture);
    return new Runnable[] {
      () -> plain.predict(latents, timestep, text),
      () -> merged.predict(latents, timestep, steered),
      () ->
          plain.predict(
              latents,
              timestep,
              text.withResiduals(controlNet.residuals(latents, timestep, own, feature, 1, false)))
    };
  }

  private static Weights random() {
    TrainableWeights made = new TrainableWeights(Weights.random(1), Precision.FP32);
    new UNet2DConditionModel(made.weights(), MicroFamily.denoiser());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    made.masters().forEach((key, value) -> tensors.put(key, value.detach()));
    return Weights.of(tensors);
  }

  private static double time(Runnable step) {
    long start = System.nanoTime();
    try (Scope scope = Scope.open()) {
      step.run();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String name, double[] seconds, double[] plain) {
    double[] ratios = new double[seconds.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = seconds[i] / plain[i];
    }
    Arrays.sort(ratios);
    System.out.printf(
        "%-11s %.1f ms, ratio %.3f (quartiles %.3f to %.3f)%n",
        name,
        1e3 * median(seconds),
        median(ratios),
        ratios[ratios.length / 4],
        ratios[ratios.length * 3 / 4]);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
