package io.github.fpga.pipelines.family;

import io.github.fpga.models.repcontrolnet.ControlAdapter;
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

/**
 * Denoisers with modes merged in. The originals are kept, so any strength can be merged at any
 * time; the latest few merges are kept too. Safe for many threads.
 */
final class MergedDenoisers {

  private static final int KEPT = 4;

  private final FamilyConfig config;
  private final FamilyWeights weights;
  private final Precision precision;
  private final Map<ControlMode, ControlAdapter> adapters = new EnumMap<>(ControlMode.class);
  private final Deque<Entry> entries = new ArrayDeque<>();

  private record Entry(Map<ControlMode, Double> betas, MergedDenoiser denoiser) {}

  /** Builds the adapters and the merges of strength 1. */
  MergedDenoisers(
      FamilyConfig config, FamilyWeights weights, Precision precision, Misfits misfits) {
    this.config = config;
    this.weights = weights;
    this.precision = precision;
    for (ControlMode mode : ControlMode.values()) {
      misfits.naming(
          file(mode),
          () -> {
            Weights tree = weights.control(mode).adapter().converted(precision.type());
            adapters.put(mode, tree.build(w -> new ControlAdapter(w, config.controlAdapter())));
            return get(Map.of(mode, 1.0));
          });
    }
  }

  private static ModelFile file(ControlMode mode) {
    return mode == ControlMode.SKELETON ? ModelFile.SKELETON : ModelFile.LANDMARK;
  }

  synchronized ControlledDenoiser get(Map<ControlMode, Double> betas) {
    Entry entry =
        entries.stream()
            .filter(e -> e.betas().equals(betas))
            .findFirst()
            .orElseGet(() -> new Entry(Map.copyOf(betas), merge(betas)));
    entries.remove(entry);
    entries.addFirst(entry);
    if (entries.size() > KEPT) {
      entries.removeLast();
    }
    return entry.denoiser();
  }

  private MergedDenoiser merge(Map<ControlMode, Double> betas) {
    List<Mode> copies = new ArrayList<>();
    Map<ControlMode, MergedDenoiser.Control> controls = new EnumMap<>(ControlMode.class);
    new TreeMap<>(betas)
        .forEach(
            (mode, beta) -> {
              copies.add(new Mode(mode.words(), weights.control(mode).modal(), beta));
              controls.put(mode, new MergedDenoiser.Control(adapters.get(mode), beta));
            });
    Weights merged =
        RepControl.merge(weights.denoiser(), new Tied(ModalWeights.GAMMA), copies, precision);
    UNet2DConditionModel unet = merged.build(w -> new UNet2DConditionModel(w, config.denoiser()));
    return new MergedDenoiser(unet, controls);
  }
}
