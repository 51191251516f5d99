package io.github.fpga.training.data;

/** The two zoom levels that MMF trains on. */
public enum SampleKind {
  /** The whole scene at 256 pixels: skeleton mode. */
  FRAME(256),
  /** A zoom onto one face at 128 pixels, 1.2 to 3 times its box: landmark mode. */
  ZOOM(128);

  private final int side;

  SampleKind(int side) {
    this.side = side;
  }

  /** Picture side in pixels. */
  public int side() {
    return side;
  }

  /** Side of the stored masks, a quarter of the picture's. */
  public int maskSide() {
    return side / 4;
  }
}
