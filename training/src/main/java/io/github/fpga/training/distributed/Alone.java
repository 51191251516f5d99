package io.github.fpga.training.distributed;

import org.bytedeco.pytorch.Tensor;

/** The group of one process. */
record Alone() implements ProcessGroup {

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public int localRank() {
    return 0;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void sum(Tensor flat) {}

  @Override
  public void broadcast(Tensor flat) {}

  @Override
  public double mean(double value) {
    return value;
  }

  @Override
  public void meet(String work) {}

  @Override
  public void close() {}
}
