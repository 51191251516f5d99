package io.github.fpga.diffusion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The samplers by name. */
public final class Samplers {

  private static final Map<String, Sampler> NAMED = new LinkedHashMap<>();

  static {
    NAMED.put("ddim", Ddim.DETERMINISTIC);
    NAMED.put("ddpm", new Ddim(1));
    NAMED.put("dpmpp_2m", DpmSolver.plusPlus2M(false));
    NAMED.put("dpmpp_2m_karras", DpmSolver.plusPlus2M(true));
    NAMED.put("dpmpp_2m_sde", DpmSolver.sdePlusPlus2M(false));
    NAMED.put("dpmpp_2m_sde_karras", DpmSolver.sdePlusPlus2M(true));
    NAMED.put("euler", new Euler(false, false));
    NAMED.put("euler_karras", new Euler(false, true));
    NAMED.put("euler_ancestral", new Euler(true, false));
    NAMED.put("dpmpp_2s", DpmSinglestep.midpoint(false));
    NAMED.put("dpmpp_2s_karras", DpmSinglestep.midpoint(true));
    NAMED.put("unipc", UniPc.secondOrder(false));
    NAMED.put("unipc_karras", UniPc.secondOrder(true));
    NAMED.put("heun", new Heun(false));
    NAMED.put("heun_karras", new Heun(true));
    NAMED.put("lms", new Lms(4, false, false));
    NAMED.put("lms_karras", new Lms(4, true, false));
    NAMED.put("pndm", new Pndm());
    NAMED.put("lcm", Lcm.DEFAULT);
    NAMED.put("tcd", Tcd.DEFAULT);
  }

  private Samplers() {}

  /** The known names. */
  public static Set<String> names() {
    return java.util.Collections.unmodifiableSet(NAMED.keySet());
  }

  /**
   * The sampler of a name, as in {@code dpmpp_2m_karras}.
   *
   * @throws IllegalArgumentException for another name, with the known ones
   */
  public static Sampler byName(String name) {
    Sampler sampler = NAMED.get(name);
    if (sampler == null) {
      throw new IllegalArgumentException(
          "unknown sampler '%s', known: %s".formatted(name, String.join(", ", NAMED.keySet())));
    }
    return sampler;
  }
}
