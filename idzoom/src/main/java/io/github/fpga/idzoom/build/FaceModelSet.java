package io.github.fpga.idzoom.build;

import io.github.fpga.faces.micro.MicroFaces;
import io.github.fpga.idzoom.stage.Describing;

/** Which networks find and describe faces. */
public enum FaceModelSet {
  /** The bundled ones. */
  MICRO;

  /** The name of the recogniser in records. */
  public String recogniser() {
    return "fpga-micro";
  }

  /** Loads the networks, which serve many threads; once per process is enough. */
  public Describing open(String style) {
    MicroFaces faces = MicroFaces.load();
    return new Describing(faces.analyzer(), faces.pose(), recogniser(), style);
  }
}
