package io.github.fpga.evaluation.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a picture beside it, so that a run that was broken off neither makes nor
 * judges it again.
 *
 * @param key changes whenever the picture would be another
 * @param seconds making it took, by the clock on the wall
 * @param network the part of it inside networks
 * @param step seconds per denoising step; NaN where the picture is not from noise
 * @param worked faces that were worked on
 * @param judge what the scores were made by; empty where there are none yet
 * @param scores of every person who counts
 */
record Kept(
    String key,
    double seconds,
    double network,
    double step,
    List<Work.WorkedFace> worked,
    String judge,
    List<FaceValues> scores) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Copies the lists. */
  Kept {
    worked = List.copyOf(worked);
    scores = List.copyOf(scores);
  }

  static Kept of(String key, Work work) {
    return new Kept(key, work.seconds(), work.network(), work.step(), work.faces(), "", List.of());
  }

  Kept scored(String newJudge, List<FaceValues> newScores) {
    return new Kept(key, seconds, network, step, worked, newJudge, newScores);
  }

  void write(Path file) throws IOException {
    AtomicFiles.writeString(file, JSON.writeValueAsString(this));
  }

  /** What is kept under the same key; empty where it is missing or damaged. */
  static Optional<Kept> read(Path file, String key) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), Kept.class))
          .filter(kept -> kept.key().equals(key));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
