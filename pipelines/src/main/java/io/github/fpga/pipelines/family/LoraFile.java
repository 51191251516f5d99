package io.github.fpga.pipelines.family;

import io.github.fpga.tensor.CheckpointException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A LoRA to be added to a family's denoiser and text encoders.
 *
 * @param strength how much it counts, in [-2, 2]; 1 as trained
 */
public record LoraFile(Path file, double strength) {

  private static final double MOST = 2;

  /** Throws IllegalArgumentException for a strength out of range. */
  public LoraFile {
    if (!(Math.abs(strength) <= MOST)) {
      throw new IllegalArgumentException(
          "the strength of %s must be in [-2, 2], got %s".formatted(file, strength));
    }
  }

  /**
   * From {@code FILE} or {@code FILE:STRENGTH}.
   *
   * @throws IllegalArgumentException where the strength is out of range
   * @throws CheckpointException where there is no such file
   */
  public static LoraFile parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon > 0 && !Files.exists(Path.of(text))) {
      try {
        double strength = Double.parseDouble(text.substring(colon + 1));
        return existing(new LoraFile(Path.of(text.substring(0, colon)), strength));
      } catch (NumberFormatException e) {
        // A colon of the file's own name.
      }
    }
    return existing(new LoraFile(Path.of(text), 1));
  }

  private static LoraFile existing(LoraFile lora) {
    if (!Files.isRegularFile(lora.file())) {
      throw new CheckpointException("there is no LoRA " + lora.file());
    }
    return lora;
  }

  @Override
  public String toString() {
    return "%s:%s".formatted(file.getFileName(), strength);
  }
}
