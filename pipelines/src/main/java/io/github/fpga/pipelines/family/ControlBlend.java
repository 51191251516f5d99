package io.github.fpga.pipelines.family;

import java.util.Map;

/**
 * How modes are worked into the denoiser: Th' = (1 + alphaShift) Th + sum_k beta_k (Th_k - gamma
 * Th).
 *
 * @param betas strengths by mode, at least one; 1 as trained, 0 the base without this mode
 * @param alphaShift what the base's share is moved by; 0 as trained
 */
public record ControlBlend(Map<ControlMode, Double> betas, double alphaShift) {

  /** Copies the map. */
  public ControlBlend {
    betas = Map.copyOf(betas);
  }

  /** One mode at some strength. */
  public static ControlBlend of(ControlMode mode, double beta) {
    return new ControlBlend(Map.of(mode, beta), 0);
  }
}
