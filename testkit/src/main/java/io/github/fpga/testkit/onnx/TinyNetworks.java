package io.github.fpga.testkit.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small networks in the form of the public ones, with random or telling weights. */
public final class TinyNetworks {

  private static final int[] STRIDES = {8, 16, 32};

  private TinyNetworks() {}

  /** YuNet's outputs, each a convolution over its stride's cells. */
  public static TinyOnnx yunet(long seed, Object height, Object width) {
    TinyOnnx net = new TinyOnnx().input("input", 1, 3, height, width);
    Heads heads = new Heads(net, "input", 128, new Random(seed));
    for (int stride : STRIDES) {
      heads.add("cls_" + stride, stride, 1, 1, 1, 1.5f, 0);
      heads.add("obj_" + stride, stride, 1, 1, 1, 1.5f, 0);
      heads.add("bbox_" + stride, stride, 1, 4, 1, 0.3f, 0.5f);
      heads.add("kps_" + stride, stride, 1, 10, 1, 0.5f, 0);
    }
    return net;
  }

  /** SCRFD's outputs: scores, boxes and points of two anchors a cell, each a convolution. */
  public static TinyOnnx scrfd(long seed, Object height, Object width) {
    TinyOnnx net = new TinyOnnx().input("input.1", 1, 3, height, width);
    Heads heads = new Heads(net, "input.1", 0.5, new Random(seed));
    for (int stride : STRIDES) {
      heads.add("score" + stride, stride, 0, 1, 2, 1.5f, -4);
    }
    for (int stride : STRIDES) {
      heads.add("bbox" + stride, stride, 0, 4, 2, 0.3f, 2);
    }
    for (int stride : STRIDES) {
      heads.add("kps" + stride, stride, 0, 10, 2, 0.5f, 0);
    }
    return net;
  }

  /**
   * Makes outputs.
   *
   * @param typical how large the input's numbers are
   */
  private record Heads(TinyOnnx net, String input, double typical, Random random) {

    /**
     * Adds an output of rows of values.
     *
     * @param batch its first side, 0 for none
     * @param gain about how far the values lie from their bias
     */
    void add(String name, int stride, int batch, int values, int anchors, float gain, float bias) {
      int channels = values * anchors;
      float[] weights = new float[channels * 3 * stride * stride];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (random.nextGaussian() * gain / (typical * Math.sqrt(3) * stride));
      }
      float[] biases = new float[channels];
      Arrays.fill(biases, bias);
      net.weights(name + ".weight", weights, channels, 3, stride, stride);
      net.weights(name + ".bias", biases, channels);
      long[] square = {stride, stride};
      net.node(
          "Conv",
          List.of(input, name + ".weight", name + ".bias"),
          name + ".sum",
          Map.of("kernel_shape", square, "strides", square));
      net.node(
          "Transpose",
          List.of(name + ".sum"),
          name + ".last",
          Map.of("perm", new long[] {0, 2, 3, 1}));
      long[] shape = batch > 0 ? new long[] {batch, -1, values} : new long[] {-1, values};
      net.integers(name + ".shape", shape);
      boolean score = values == 1;
      String rows = score ? name + ".rows" : name;
      net.node("Reshape", List.of(name + ".last", name + ".shape"), rows);
      if (score) {
        net.node("Sigmoid", List.of(rows), name);
      }
      if (batch > 0) {
        net.output(name, batch, "cells" + stride, values);
      } else {
        net.output(name, "anchors" + stride, values);
      }
    }
  }

  /** A recogniser that gives back its whole input: 3 x 112 x 112 numbers. */
  public static TinyOnnx mirror(Object batch) {
    return new TinyOnnx()
        .input("data", batch, 3, 112, 112)
        .node("Flatten", List.of("data"), "fc1")
        .output("fc1", batch, 3 * 112 * 112);
  }

  /**
   * A landmark network that says the same of every face, plus the mean of each channel times a gain
   * in its first three numbers.
   */
  public static TinyOnnx landmarks(int side, float[] values, float gain) {
    float[] weights = new float[3 * values.length];
    for (int c = 0; c < 3; c++) {
      weights[c * values.length + c] = gain;
    }
    return new TinyOnnx()
        .input("data", "N", 3, side, side)
        .weights("weight", weights, 3, values.length)
        .weights("bias", values, values.length)
        .node("GlobalAveragePool", List.of("data"), "mean")
        .node("Flatten", List.of("mean"), "flat")
        .node("Gemm", List.of("flat", "weight", "bias"), "fc1")
        .output("fc1", "N", values.length);
  }
}
