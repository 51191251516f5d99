package io.github.fpga.spark;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.DatasetFolder;
import io.github.fpga.idzoom.build.Json;
import io.github.fpga.idzoom.build.Ledger;
import io.github.fpga.idzoom.build.ShardPlan;
import java.io.Serializable;
import java.util.Locale;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * What every task knows of the build.
 *
 * @param output the address of the dataset
 * @param settingsJson of {@link BuildSettings}
 * @param ledgerJson of {@link Ledger}
 */
record JobContext(String output, String settingsJson, String ledgerJson) implements Serializable {

  BuildSettings settings() {
    return BuildSettings.parse(settingsJson);
  }

  Ledger ledger() {
    return Json.read(ledgerJson, Ledger.class, "the ledger");
  }

  /** Files as this process of the job reaches them. */
  static Storage storage() {
    return new Storage(SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf()));
  }

  /** A file of the dataset. */
  String file(String name) {
    return output + "/" + name;
  }

  private String work(String name) {
    return file(DatasetFolder.WORK + "/" + name);
  }

  /** The inputs and settings that a build which goes on must have. */
  String plan() {
    return work("plan.json");
  }

  /** The records of a piece. */
  String records(int piece) {
    return work(String.format(Locale.ROOT, "described/%05d.parquet", piece));
  }

  /** Says that a piece is described, and what became of it. */
  String described(int piece) {
    return work(String.format(Locale.ROOT, "described/%05d.json", piece));
  }

  /** Says that a shard is written, and what is in it. */
  String assembled(ShardPlan shard) {
    return work(shard.path().replace(DatasetFolder.DATA, "assembled") + ".json");
  }
}
