package io.github.fpga.faces.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether operators that enlarge pictures do so within reason: a few damaged bytes in a scale would
 * make gigabytes out of a thumbnail. Scales and sizes that a graph computes itself are not known
 * here.
 */
final class OnnxGrowth {

  /** Sides are doubled from one level of a pyramid to the next. */
  private static final double MOST_SCALE = 16;

  private static final double MOST_PIXELS = 4096;

  private static final String PAD = "Pad";
  private static final Set<String> GROWING = Set.of("Resize", "Upsample", PAD);

  private final Map<String, Double> scales = new HashMap<>();
  private final Map<String, Double> sizes = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  private record Node(String operator, List<String> inputs) {}

  /** Notes a small stored tensor under its name. */
  void constant(String name, SmallTensor tensor) {
    (tensor.whole() ? sizes : scales).merge(name, tensor.largest(), Math::max);
  }

  void node(String operator, List<String> inputs) {
    if (GROWING.contains(operator)) {
      nodes.add(new Node(operator, List.copyOf(inputs)));
    }
  }

  /** To be called when all tensors and nodes are known; they come in any order. */
  void check(Path file) {
    for (Node node : nodes) {
      for (String input : node.inputs()) {
        // Paddings have floats, too: what they are filled with.
        double scale = node.operator().equals(PAD) ? 0 : scales.getOrDefault(input, 0.0);
        double size = sizes.getOrDefault(input, 0.0);
        if (!(scale <= MOST_SCALE) || size > MOST_PIXELS) {
          throw OnnxFile.fault(
              file,
              "an operator %s enlarges by '%s' of %s"
                  .formatted(node.operator(), input, Math.max(scale, size)));
        }
      }
    }
  }

  /**
   * The numbers of a small tensor.
   *
   * @param whole whether they are whole numbers
   * @param largest by absolute value; not a number where one of them is none
   */
  record SmallTensor(boolean whole, double largest) {}
}
