package io.github.fpga.tensor;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Starts libtorch once per process and sets how many threads and which device it uses. */
public final class Engine {

  private static int threads;
  private static volatile Device device = Device.CPU;

  private Engine() {}

  /** Starts the engine with one thread per available core, unless it runs already. */
  public static synchronized void start() {
    if (threads == 0) {
      start(Runtime.getRuntime().availableProcessors());
    }
  }

  /**
   * Starts the engine, or changes its thread count.
   *
   * @param count intra-operation threads, at least 1
   */
  public static synchronized void start(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + count);
    }
    torch.set_num_threads(count);
    // ATen's attention calls OpenBLAS from its own pool: more than one BLAS thread there
    // oversubscribes
    // the cores and is slower by half (docs/adr/0001-threads.md).
    openblas_nolapack.blas_set_num_threads(1);
    threads = count;
  }

  /** The number of intra-operation threads, 0 before the start. */
  public static synchronized int threads() {
    return threads;
  }

  /**
   * Chooses where tensors are made and weights loaded from now on, at first the CPU. What was
   * loaded before stays where it is, so choose before networks are loaded.
   *
   * @throws IllegalArgumentException where this build or machine has no such device
   */
  public static void use(Device chosen) {
    chosen.requireAvailable();
    device = chosen;
  }

  /** Where tensors are made and weights loaded. */
  public static Device device() {
    return device;
  }

  /** A tensor on the chosen device; the same tensor where it already is. */
  public static Tensor place(Tensor tensor) {
    return device.place(tensor);
  }

  /** Resident memory of this process in MiB, for reports. */
  public static long residentMiB() {
    return org.bytedeco.javacpp.Pointer.physicalBytes() >> 20;
  }
}
