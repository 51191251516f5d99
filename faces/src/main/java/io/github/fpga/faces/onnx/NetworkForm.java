package io.github.fpga.faces.onnx;

import java.util.List;

/**
 * What a file must be to play a role: one input of N x 3 x H x W, and these outputs.
 *
 * @param role as messages name it, for example "YuNet face detector"
 * @param side the input's height and width in pixels, 0 where any multiple of 32 will do
 * @param outputNames the outputs by name, in the order in which they are wanted; empty where their
 *     order in the file tells them apart
 * @param outputs how many there are
 * @param fit whether the outputs of a run have the numbers that their reader needs
 */
record NetworkForm(String role, int side, List<String> outputNames, int outputs, Fit fit) {

  /** Detectors of any size take sides that their coarsest stride divides. */
  static final int MULTIPLE = 32;

  static final int LARGEST_SIDE = 4096;

  /** What a network of any size is tried with. */
  private static final int SMALLEST_SIDE = 64;

  /** Compares the sizes of a run's outputs with those of its input. */
  @FunctionalInterface
  interface Fit {
    boolean test(List<OnnxOutput> outputs, int batch, int height, int width);
  }

  NetworkForm {
    outputNames = List.copyOf(outputNames);
    if (side < 0 || outputs < 1 || !outputNames.isEmpty() && outputNames.size() != outputs) {
      throw new IllegalArgumentException(
          "side %d, %d outputs named %s".formatted(side, outputs, outputNames));
    }
  }

  /** A network of any size whose outputs have names. */
  static NetworkForm named(String role, List<String> outputNames, Fit fit) {
    return new NetworkForm(role, 0, outputNames, outputNames.size(), fit);
  }

  /** A network whose outputs have a meaning by their order. */
  static NetworkForm ordered(String role, int side, int outputs, Fit fit) {
    return new NetworkForm(role, side, List.of(), outputs, fit);
  }

  /** The side a network is tried with that fixes none itself. */
  int trialSide() {
    return side == 0 ? SMALLEST_SIDE : side;
  }

  /** What messages say is expected of the outputs. */
  String expectedOutputs() {
    return outputNames.isEmpty() ? outputs + " of them" : outputNames.toString();
  }
}
