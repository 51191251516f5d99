package io.github.fpga.diffusion;

/**
 * The exponential integrator's weights for one step (Lu et al. 2211.01095, equations 9 to 14, and
 * 2206.00927, appendix A).
 *
 * @param latents of the latents
 * @param zeroth of m_0
 * @param midpoint of the first difference, midpoint form
 * @param heun of the first difference, Heun's form; also used at third order
 * @param second of the second difference
 * @param noise of fresh noise
 */
record DpmCoefficients(
    double latents, double zeroth, double midpoint, double heun, double second, double noise) {

  /**
   * @param h step in half log SNR, positive; infinite where the step ends clean, then only latents,
   *     zeroth and noise mean anything
   */
  static DpmCoefficients of(DpmSolver.Algorithm algorithm, GridStep step, double h) {
    double alphaRatio = Math.sqrt(step.nextAlphaCumprod() / step.alphaCumprod());
    double sigmaRatio = Math.sqrt((1 - step.nextAlphaCumprod()) / (1 - step.alphaCumprod()));
    double alpha = Math.sqrt(step.nextAlphaCumprod());
    double sigma = Math.sqrt(1 - step.nextAlphaCumprod());
    return switch (algorithm) {
      case DPM_SOLVER_PLUS_PLUS -> plusPlus(sigmaRatio, alpha, h);
      case DPM_SOLVER -> plain(alphaRatio, sigma, h);
      case SDE_DPM_SOLVER_PLUS_PLUS -> {
        double phi = -Math.expm1(-2 * h);
        double heun = alpha * (1 - phi / (2 * h));
        double noise = sigma * Math.sqrt(phi);
        yield new DpmCoefficients(
            sigmaRatio * Math.exp(-h), alpha * phi, alpha * phi / 2, heun, Double.NaN, noise);
      }
      case SDE_DPM_SOLVER -> {
        double phi = Math.expm1(h);
        double heun = -2 * sigma * (phi / h - 1);
        double noise = sigma * Math.sqrt(Math.expm1(2 * h));
        yield new DpmCoefficients(
            alphaRatio, -2 * sigma * phi, -sigma * phi, heun, Double.NaN, noise);
      }
    };
  }

  private static DpmCoefficients plusPlus(double sigmaRatio, double alpha, double h) {
    double phi = Math.expm1(-h);
    return new DpmCoefficients(
        sigmaRatio,
        -alpha * phi,
        -alpha * phi / 2,
        alpha * (phi / h + 1),
        -alpha * ((phi + h) / (h * h) - 0.5),
        0);
  }

  private static DpmCoefficients plain(double alphaRatio, double sigma, double h) {
    double phi = Math.expm1(h);
    return new DpmCoefficients(
        alphaRatio,
        -sigma * phi,
        -sigma * phi / 2,
        -sigma * (phi / h - 1),
        -sigma * ((phi - h) / (h * h) - 0.5),
        0);
  }
}
