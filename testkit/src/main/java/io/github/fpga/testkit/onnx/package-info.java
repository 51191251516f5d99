/** Small ONNX files for tests. */
package io.github.fpga.testkit.onnx;
