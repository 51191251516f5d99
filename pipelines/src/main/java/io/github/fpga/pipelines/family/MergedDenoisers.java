package io.github.fpga.pipelines.family;

import io.github.fpga.models.repcontrolnet.Blend;
import io.github.fpga.models.repcontrolnet.ControlAdapter;
import io.github.fpga.models.repcontrolnet.Free;
import io.github.fpga.models.repcontrolnet.ModalWeights;
import io.github.fpga.models.repcontrolnet.Mode;
import io.github.fpga.models.repcontrolnet.RepControl;
import io.github.fpga.models.repcontrolnet.Tied;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Weights;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Denoisers with modes merged in. The originals are kept, so any strength can be merged at any
 * time; the latest few merges are kept too. Safe for many threads.
 */
final class MergedDenoisers {

  private static final int KEPT = 4;

  private final FamilyConfig config;
  private final Weights base;
  private final Map<ControlMode, FamilyWeights.Control> modes;
  private final Precision precision;
  private final Map<ControlMode, ControlAdapter> adapters = new EnumMap<>(ControlMode.class);
  private final Deque<Entry> entries = new ArrayDeque<>();

  private record Entry(ControlBlend blend, MergedDenoiser denoiser) {}

  /**
   * Builds the adapters and the merges of strength 1.
   *
   * @param base the denoiser
   * @param modes what is merged into it
   * @param file of a mode, for errors
   */
  MergedDenoisers(
      FamilyConfig config,
      Weights base,
      Map<ControlMode, FamilyWeights.Control> modes,
      Function<ControlMode, ModelFile> file,
      Precision precision,
      Misfits misfits) {
    this.config = config;
    this.base = base;
    this.modes = modes;
    this.precision = precision;
    for (ControlMode mode : ControlMode.values()) {
      misfits.naming(
          file.apply(mode),
          () -> {
            Weights tree = modes.get(mode).adapter().converted(precision.type());
            adapters.put(mode, tree.build(w -> new ControlAdapter(w, config.controlAdapter())));
            return get(ControlBlend.of(mode, 1));
          });
    }
  }

  synchronized ControlledDenoiser get(ControlBlend blend) {
    Entry entry =
        entries.stream()
            .filter(e -> e.blend().equals(blend))
            .findFirst()
            .orElseGet(() -> new Entry(blend, merge(blend)));
    entries.remove(entry);
    entries.addFirst(entry);
    if (entries.size() > KEPT) {
      entries.removeLast();
    }
    return entry.denoiser();
  }

  private MergedDenoiser merge(ControlBlend blend) {
    List<Mode> copies = new ArrayList<>();
    Map<ControlMode, MergedDenoiser.Control> controls = new EnumMap<>(ControlMode.class);
    new TreeMap<>(blend.betas())
        .forEach(
            (mode, beta) -> {
              copies.add(new Mode(mode.words(), modes.get(mode).modal(), beta));
              controls.put(mode, new MergedDenoiser.Control(adapters.get(mode), beta));
            });
    Weights merged = RepControl.merge(base, rule(blend), copies, precision);
    UNet2DConditionModel unet = merged.build(w -> new UNet2DConditionModel(w, config.denoiser()));
    return new MergedDenoiser(unet, controls, false);
  }

  /** The rule of training, or the paper's free alpha where it is moved. */
  private static Blend rule(ControlBlend blend) {
    Tied tied = new Tied(ModalWeights.GAMMA);
    return blend.alphaShift() == 0
        ? tied
        : new Free(tied.alpha(List.copyOf(blend.betas().values())) + blend.alphaShift());
  }
}
