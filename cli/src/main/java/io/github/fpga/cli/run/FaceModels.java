package io.github.fpga.cli.run;

import io.github.fpga.faces.micro.MicroFaces;
import io.github.fpga.tensor.Checksums;
import io.github.fpga.tensor.ResourceFiles;
import java.util.Map;
import java.util.TreeMap;

/** What pictures and persons made with the face models alone say of them. */
public final class FaceModels {

  private static final String RECOGNISER = "recogniser.safetensors";

  private FaceModels() {}

  /** The checksum that saved persons are bound to; the same as a studio's. */
  public static String recogniser() {
    return sum(RECOGNISER);
  }

  /** SHA-256 of the models that find and describe faces, as in a studio's provenance. */
  public static Map<String, String> checksums() {
    Map<String, String> sums = new TreeMap<>();
    for (String name : new String[] {"detector.safetensors", "landmarks.safetensors", RECOGNISER}) {
      sums.put("faces/" + name, sum(name));
    }
    return sums;
  }

  private static String sum(String name) {
    return Checksums.sha256(ResourceFiles.of(MicroFaces.class, name));
  }
}
