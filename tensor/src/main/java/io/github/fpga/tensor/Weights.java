package io.github.fpga.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A tree of named tensors. A network is built from a position in the tree; its layers ask for their
 * tensors by the public checkpoint's own keys. Loading, merging, training and saving differ only in
 * the {@link WeightSource} behind the tree.
 */
public final class Weights {

  private final WeightSource source;
  private final String prefix;
  private final Ledger ledger;

  private Weights(WeightSource source, String prefix, Ledger ledger) {
    this.source = source;
    this.prefix = prefix;
    this.ledger = ledger;
  }

  /** The whole tree of a source. */
  public static Weights of(WeightSource source) {
    return new Weights(source, "", new Ledger());
  }

  /** A tree of given tensors, which the caller keeps alive. */
  public static Weights of(Map<String, Tensor> tensors) {
    return of(new MapSource(tensors));
  }

  /** A tree that invents every tensor asked for, the same for the same seed whatever the order. */
  public static Weights random(long seed) {
    return of(new RandomSource(seed));
  }

  /** The subtree below a name, as in {@code at("down_blocks").at(0)}. */
  public Weights at(String name) {
    return new Weights(source, prefix.isEmpty() ? name : prefix + "." + name, ledger);
  }

  public Weights at(int index) {
    return at(Integer.toString(index));
  }

  /** The source behind this tree. */
  public WeightSource source() {
    return source;
  }

  /** Whether the tree has this tensor; for optional parts of a format. */
  public boolean has(String name) {
    return source.has(key(name));
  }

  /**
   * A handle to a tensor of this subtree. What is missing or has another shape is written down and
   * reported by {@link #build}, all at once.
   */
  public Parameter parameter(String name, Init init, long... shape) {
    String key = key(name);
    ledger.requested.add(key);
    try {
      Parameter found = source.get(key, init, shape);
      if (found != null) {
        return found;
      }
      ledger.problems.add("missing " + key + " " + Arrays.toString(shape));
    } catch (CheckpointException e) {
      ledger.problems.add(e.getMessage());
    }
    return () -> {
      throw new CheckpointException("no such tensor: " + key);
    };
  }

  /**
   * Builds a network from this subtree and checks that it took everything and missed nothing.
   *
   * @throws CheckpointException one message with every missing, unexpected and misshaped key
   */
  public <T> T build(Function<Weights, T> network) {
    Weights root = new Weights(source, prefix, new Ledger());
    T built;
    try {
      built = network.apply(root);
    } catch (CheckpointException e) {
      // A constructor looked into a tensor that is not there: the list explains it better.
      if (root.ledger.problems.isEmpty()) {
        throw e;
      }
      throw misfit(root.ledger.problems, e);
    }
    List<String> problems = new ArrayList<>(root.ledger.problems);
    String start = prefix.isEmpty() ? "" : prefix + ".";
    for (String key : source.unexpected(root.ledger.requested, start)) {
      problems.add("unexpected " + key);
    }
    if (!problems.isEmpty()) {
      throw misfit(problems, null);
    }
    return built;
  }

  private static CheckpointException misfit(Collection<String> problems, Throwable cause) {
    return new CheckpointException(
        "the checkpoint does not fit the network (problems: %d):%n  %s"
            .formatted(problems.size(), String.join(System.lineSeparator() + "  ", problems)),
        cause);
  }

  /**
   * The same tree with other names: the function maps an asked key to the source's key. A strict
   * {@link #build} of the whole tree minds all keys of the source; take a part of a larger file
   * with {@link #below} first.
   */
  public Weights renamed(Function<String, String> keyMap) {
    return new Weights(new RenamedSource(source, keyMap), prefix, ledger);
  }

  /**
   * The part of a file below a name as a tree of its own, as in {@code below("first_stage_model")}:
   * its keys lack the prefix, and a strict {@link #build} minds only them.
   */
  public Weights below(String name) {
    return of(new BelowSource(source, key(name) + "."));
  }

  /**
   * The same tree from a file that holds some tensors in another form as well as under another
   * name: fused, transposed, with more dimensions. Made once each and owned outside all scopes.
   *
   * @param layout maps an asked key to where its tensor is in the source
   */
  public Weights rearranged(Function<String, Origin> layout) {
    return new Weights(new RearrangedSource(source, layout), prefix, ledger);
  }

  /**
   * The same tree without some keys of the source, which a strict {@link #build} then does not
   * mind: what a public file holds besides the network's weights.
   */
  public Weights without(Predicate<String> hidden) {
    return new Weights(new FilteredSource(source, hidden), prefix, ledger);
  }

  /**
   * The same tree in another number format, on the engine's device; made once per tensor. Kernels
   * of convolutions become channels last as the maps they meet are; else every call would copy
   * them.
   */
  public Weights converted(ScalarType type) {
    return new Weights(
        new DerivedSource(
            source, (key, tensor) -> Engine.place(Tensors.channelsLast(tensor.to(type)))),
        prefix,
        ledger);
  }

  /**
   * The same tree with every tensor computed once, on the engine's device and owned outside all
   * scopes: what {@link #reparameterized} weights need before inference.
   */
  public Weights materialized() {
    return new Weights(
        new DerivedSource(source, (key, tensor) -> Engine.place(tensor)), prefix, ledger);
  }

  /** The same tree with other handles, as for LoRA and modal copies. */
  public Weights reparameterized(Reparameterization reparameterization) {
    return new Weights(new ReparameterizedSource(source, reparameterization), prefix, ledger);
  }

  private String key(String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }

  private static final class Ledger {
    final Set<String> requested = new LinkedHashSet<>();
    final Set<String> problems = new LinkedHashSet<>();
  }
}
