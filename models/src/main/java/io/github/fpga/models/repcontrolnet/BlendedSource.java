package io.github.fpga.models.repcontrolnet;

import io.github.fpga.models.layers.BranchedParameter;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.WeightSource;
import io.github.fpga.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A base's tensors, those with modal copies blended with them. */
final class BlendedSource implements WeightSource {

  private final WeightSource base;
  private final WeightSource untouched;
  private final Blend blend;
  private final List<Mode> modes;
  private final List<Double> betas;
  private final Precision compute;
  private final boolean branched;
  private final boolean ofEncoder;

  /**
   * @param branched hand out {@link BranchedParameter}s
   */
  BlendedSource(Weights base, Blend blend, List<Mode> modes, Precision compute, boolean branched) {
    this.base = base.source();
    this.untouched = base.converted(compute.type()).source();
    this.blend = blend;
    this.modes = List.copyOf(modes);
    this.betas = modes.stream().map(Mode::beta).toList();
    this.compute = compute;
    this.branched = branched;
    this.ofEncoder =
        modes.stream().allMatch(mode -> ModalWeights.ofEncoder(mode.weights().source()));
    for (Mode mode : modes) {
      requireKnownKeys(mode);
    }
  }

  /** What is missing or misshaped shows when a network asks; what is too much shows only here. */
  private void requireKnownKeys(Mode mode) {
    Set<String> unexpected = new TreeSet<>(mode.weights().source().keys());
    unexpected.removeIf(key -> ModalWeights.copies(key) && base.has(key));
    if (!unexpected.isEmpty()) {
      throw new CheckpointException(
          "the %s control does not belong to this denoiser, unexpected: %s"
              .formatted(mode.name(), String.join(", ", unexpected)));
    }
  }

  @Override
  public Set<String> keys() {
    return base.keys();
  }

  @Override
  public boolean has(String key) {
    return base.has(key);
  }

  @Override
  public Parameter get(String key, Init init, long... shape) {
    if (!ModalWeights.copies(key) || (ofEncoder && ModalWeights.isWayUp(key))) {
      return frozen(untouched.get(key, init, shape));
    }
    Parameter original = base.get(key, init, shape);
    if (original == null) {
      return null;
    }
    List<Parameter> copies = new ArrayList<>();
    for (Mode mode : modes) {
      copies.add(copy(mode, key, init, shape));
    }
    return branched
        ? new Branched(() -> blended(original, copies), branches(original, copies))
        : () -> blended(original, copies);
  }

  private static Parameter copy(Mode mode, String key, Init init, long... shape) {
    Parameter copy;
    try {
      copy = mode.weights().source().get(key, init, shape);
    } catch (CheckpointException e) {
      throw new CheckpointException("%s control: %s".formatted(mode.name(), e.getMessage()), e);
    }
    if (copy == null) {
      throw new CheckpointException("missing %s in the %s control".formatted(key, mode.name()));
    }
    return copy;
  }

  private static Parameter frozen(Parameter parameter) {
    return parameter != null && parameter.value().requires_grad()
        ? () -> parameter.value().detach()
        : parameter;
  }

  private Tensor blended(Parameter original, List<Parameter> copies) {
    List<Tensor> values = copies.stream().map(BlendedSource::single).toList();
    return compute.cast(blend.merge(single(original).detach(), values, betas));
  }

  private List<BranchedParameter.Branch> branches(Parameter original, List<Parameter> copies) {
    List<BranchedParameter.Branch> branches = new ArrayList<>();
    Parameter frozen = () -> compute.cast(original.value().detach());
    branches.add(new BranchedParameter.Branch(blend.alpha(betas), frozen));
    for (int k = 0; k < copies.size(); k++) {
      Parameter copy = copies.get(k);
      branches.add(new BranchedParameter.Branch(betas.get(k), () -> compute.cast(copy.value())));
    }
    return branches;
  }

  /** The value in fp32: at the start, a copy differs from the base by less than bf16 can tell. */
  private static Tensor single(Parameter parameter) {
    return parameter.value().to(ScalarType.Float);
  }

  private record Branched(Parameter sum, List<Branch> branches) implements BranchedParameter {
    @Override
    public Tensor value() {
      return sum.value();
    }
  }
}
