package io.github.fpga.evaluation;

import io.github.fpga.evaluation.judge.Judge;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.pipelines.run.Version;
import io.github.fpga.tensor.Checksums;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.ResourceFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a report tells of versions, machine and files. */
final class Environment {

  private static final String JUDGE = "judge.safetensors";

  private Environment() {}

  static Map<String, String> facts(ModelSet models) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("version", Version.current());
    facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("threads", Integer.toString(Engine.threads()));
    models.checksums().forEach((file, sum) -> facts.put("sha256 " + file, sum));
    return facts;
  }

  /**
   * The same with who judges.
   *
   * @param developmentJudge in place of the bundled one; null for that
   */
  static Map<String, String> facts(ModelSet models, Path developmentJudge) {
    Map<String, String> facts = facts(models);
    String name = developmentJudge == null ? JUDGE : "development judge";
    String sum = judge(developmentJudge);
    if (!sum.isEmpty()) {
      facts.put("sha256 " + name, sum);
    }
    return facts;
  }

  /**
   * The checksum of who judges; empty where there is no bundled judge.
   *
   * @param developmentJudge in place of the bundled one; null for that
   */
  static String judge(Path developmentJudge) {
    if (developmentJudge != null) {
      return Checksums.sha256(developmentJudge);
    }
    return Judge.class.getResource(JUDGE) == null
        ? ""
        : Checksums.sha256(ResourceFiles.of(Judge.class, JUDGE));
  }
}
