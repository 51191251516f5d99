package io.github.fpga.spark;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.Captioner;
import io.github.fpga.idzoom.build.ModelFile;
import io.github.fpga.idzoom.build.PictureStages;
import io.github.fpga.idzoom.stage.Describing;
import io.github.fpga.tensor.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The networks and the captioner of this process, made when they are first asked for. */
final class Models {

  private static final Map<Networks, Describing> DESCRIBING = new HashMap<>();
  private static final Map<String, Captioner> CAPTIONERS = new HashMap<>();

  static {
    // The guard counts mapped files as used memory; whoever started the process sets its limits.
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
    System.setProperty("java.awt.headless", "true");
  }

  /** What tells networks apart. */
  private record Networks(String recogniser, List<ModelFile> files, String style) {}

  private Models() {}

  /** What is done to each picture; tasks of this process share the networks. */
  static synchronized PictureStages stages(JobContext context) throws IOException {
    BuildSettings settings = context.settings();
    Captioner captioner = CAPTIONERS.computeIfAbsent(settings.captioner(), Captioner::named);
    return new PictureStages(settings, describing(settings), captioner, context.ledger());
  }

  /** The networks of a build, loaded once. */
  static synchronized Describing describing(BuildSettings settings) throws IOException {
    Networks key = new Networks(settings.recogniser(), settings.modelFiles(), settings.style());
    Describing describing = DESCRIBING.get(key);
    if (describing == null) {
      describing = open(settings);
      DESCRIBING.put(key, describing);
    }
    return describing;
  }

  private static Describing open(BuildSettings settings) throws IOException {
    // Tasks use the cores; sums of several threads could differ from machine to machine.
    Engine.start(1);
    Storage storage = JobContext.storage();
    List<Storage.Fetched> fetched = new ArrayList<>();
    try {
      List<Path> files = new ArrayList<>();
      for (ModelFile file : settings.modelFiles()) {
        Storage.Fetched here = storage.fetch(storage.address(file.address()));
        fetched.add(here);
        file.require(here.path());
        files.add(here.path());
      }
      return settings.faceModels().open(files, settings.recogniser(), settings.style());
    } finally {
      for (Storage.Fetched file : fetched) {
        file.close();
      }
    }
  }
}
