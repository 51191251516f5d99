package io.github.fpga.faces.onnx;

import java.util.Arrays;

/**
 * One output of a network.
 *
 * @param shape its sides
 * @param values row-major; belongs to whoever asked for it
 */
record OnnxOutput(String name, long[] shape, float[] values) {

  /** As messages show it. */
  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
