package io.github.fpga.faces.onnx;

import java.util.Set;

/**
 * The operators of feed-forward face networks. Whatever loops, branches or makes large tensors out
 * of small ones is not among them, so that a hostile file can neither hang nor swell.
 */
final class OnnxOperators {

  private static final Set<String> ALLOWED =
      Set.of(
          "Abs",
          "Add",
          "AveragePool",
          "BatchNormalization",
          "Cast",
          "Clip",
          "Concat",
          "Constant",
          "Conv",
          "ConvTranspose",
          "DepthToSpace",
          "Div",
          "Dropout",
          "Elu",
          "Erf",
          "Exp",
          "Flatten",
          "Floor",
          "Gather",
          "Gemm",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "HardSigmoid",
          "HardSwish",
          "Identity",
          "InstanceNormalization",
          "LayerNormalization",
          "LeakyRelu",
          "LpNormalization",
          "MatMul",
          "Max",
          "MaxPool",
          "Min",
          "Mul",
          "Neg",
          "PRelu",
          "Pad",
          "Pow",
          "ReduceL2",
          "ReduceMax",
          "ReduceMean",
          "ReduceSum",
          "Relu",
          "Reshape",
          "Resize",
          "Shape",
          "Sigmoid",
          "Slice",
          "Softmax",
          "Split",
          "Sqrt",
          "Squeeze",
          "Sub",
          "Sum",
          "Tanh",
          "Transpose",
          "Unsqueeze",
          "Upsample");

  private OnnxOperators() {}

  static boolean allows(String domain, String operator) {
    return (domain.isEmpty() || domain.equals("ai.onnx")) && ALLOWED.contains(operator);
  }
}
