package io.github.fpga.cli.options;

import io.github.fpga.tensor.Device;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.Option;

/** Where and in which number format networks compute. */
public final class EngineOptions {

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the engine (default: one per core).")
  private Integer threads;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description =
          "cpu, or cuda for an NVIDIA card, which needs a build of its own (default: cpu).")
  private String device;

  @Option(
      names = "--dtype",
      paramLabel = "FORMAT",
      description = "Number format of the networks: bf16, or the slower fp32 (default: bf16).")
  private String dtype;

  /** For picocli. */
  public EngineOptions() {}

  Integer threads() {
    return threads;
  }

  String device() {
    return device;
  }

  String dtype() {
    return dtype;
  }

  /**
   * The format networks are loaded in.
   *
   * @throws IllegalArgumentException for an unknown one
   */
  public Precision precision() {
    return switch (dtype == null ? "bf16" : dtype.toLowerCase(Locale.ROOT)) {
      case "bf16" -> Precision.BF16;
      case "fp32" -> Precision.FP32;
      default ->
          throw new IllegalArgumentException("no --dtype '%s': bf16 or fp32".formatted(dtype));
    };
  }

  /**
   * Starts the engine on the chosen device.
   *
   * @throws IllegalArgumentException where there is no such device
   */
  public void start() {
    Engine.use(device == null ? Device.CPU : Device.parse(device));
    if (threads == null) {
      Engine.start();
    } else {
      Engine.start(threads);
    }
  }

  boolean same(EngineOptions other) {
    return Objects.equals(threads, other.threads)
        && Objects.equals(device, other.device)
        && Objects.equals(dtype, other.dtype);
  }
}
