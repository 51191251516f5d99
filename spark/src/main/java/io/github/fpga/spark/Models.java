package io.github.fpga.spark;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.Captioner;
import io.github.fpga.idzoom.build.FaceModelSet;
import io.github.fpga.idzoom.build.PictureStages;
import io.github.fpga.idzoom.stage.Describing;
import io.github.fpga.tensor.Engine;
import java.util.HashMap;
import java.util.Map;

/** The networks and the captioner of this process, made when they are first asked for. */
final class Models {

  private static final Map<FaceModelSet, Map<String, Describing>> DESCRIBING = new HashMap<>();
  private static final Map<String, Captioner> CAPTIONERS = new HashMap<>();

  static {
    // The guard counts mapped files as used memory; whoever started the process sets its limits.
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
    System.setProperty("java.awt.headless", "true");
  }

  private Models() {}

  /** What is done to each picture; tasks of this process share the networks. */
  static synchronized PictureStages stages(JobContext context) {
    BuildSettings settings = context.settings();
    Describing describing =
        DESCRIBING
            .computeIfAbsent(settings.faceModels(), any -> new HashMap<>())
            .computeIfAbsent(settings.style(), style -> open(settings));
    Captioner captioner = CAPTIONERS.computeIfAbsent(settings.captioner(), Captioner::named);
    return new PictureStages(settings, describing, captioner, context.ledger());
  }

  private static Describing open(BuildSettings settings) {
    // Tasks use the cores; sums of several threads could differ from machine to machine.
    Engine.start(1);
    return settings.faceModels().open(settings.style());
  }
}
