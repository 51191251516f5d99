package io.github.fpga.pipelines.family;

import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceFeatures;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Faces of a family whose adapter reads what the recogniser says of aligned faces. */
record AlignedFaces(FaceAnalyzer analyzer, Supplier<Map<String, String>> checksums)
    implements FamilyFaces {

  private static final String RECOGNISER = "faces/recogniser.safetensors";

  @Override
  public FaceFeatures reference(BufferedImage image, Detection face) {
    return analyzer.embed(image, List.of(face)).get(0);
  }

  @Override
  public String recogniser() {
    return checksums.get().getOrDefault(RECOGNISER, "unknown");
  }

  /** The networks go with their last user. */
  @Override
  public void close() {}
}
