package io.github.fpga.models.unet;

import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Numbers as sines and cosines of falling frequencies; diffusers' Timesteps. */
final class Sinusoids {

  private final Tensor frequencies;
  private final boolean flipSinToCos;

  /**
   * @param width of the result, even
   * @param flipSinToCos cosines first
   */
  Sinusoids(int width, boolean flipSinToCos, int freqShift) {
    frequencies = Scope.own(frequencies(width / 2, freqShift));
    this.flipSinToCos = flipSinToCos;
  }

  /** Any shape of N numbers to (N, width), fp32. */
  Tensor apply(Tensor numbers) {
    Tensor angles = numbers.to(ScalarType.Float).reshape(-1, 1).mul(frequencies);
    Tensor first = flipSinToCos ? angles.cos() : angles.sin();
    Tensor second = flipSinToCos ? angles.sin() : angles.cos();
    return Tensors.cat(1, first, second);
  }

  private static Tensor frequencies(int half, int freqShift) {
    float[] values = new float[half];
    for (int i = 0; i < half; i++) {
      // Single precision step by step, as upstream: at timestep 999 its rounding is visible.
      float exponent = (float) -Math.log(10_000) * i / (half - freqShift);
      values[i] = (float) Math.exp(exponent);
    }
    return Tensors.of(values, 1, half);
  }
}
