package io.github.fpga.faces.onnx;

import io.github.fpga.faces.PixelInput;

/**
 * How a recogniser wants its faces, aligned to the ArcFace template at 112 x 112 pixels.
 *
 * @param role as messages name it
 * @param input channel order and scaling
 * @param selfScaled what takes the place of input where the file's first operators scale it
 */
record RecogniserForm(String role, PixelInput input, PixelInput selfScaled) {

  private static final PixelInput RAW = PixelInput.raw(PixelInput.Order.RGB);

  /** insightface: RGB in [-1, 1]; older files, converted from MXNet, take raw values. */
  static final RecogniserForm ARCFACE =
      new RecogniserForm("ArcFace recogniser", PixelInput.ARCFACE, RAW);

  /** What of the two a file is, its numbers tell. */
  static final RecogniserForm ANY =
      new RecogniserForm("ArcFace or SFace recogniser", PixelInput.ARCFACE, RAW);

  /** OpenCV model zoo: raw RGB, as FaceRecognizerSF turns its BGR pictures. */
  static final RecogniserForm SFACE = new RecogniserForm("SFace recogniser", RAW, RAW);
}
