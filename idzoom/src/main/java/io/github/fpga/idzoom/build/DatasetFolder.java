package io.github.fpga.idzoom.build;

/** What the files of a dataset are called. */
public final class DatasetFolder {

  /** Settings, counts, times. */
  public static final String SUMMARY = "build.json";

  /** One line per rejected input. */
  public static final String QUARANTINE = "quarantine.jsonl";

  /** For people. */
  public static final String REPORT = "report.html";

  /** The dataset card. */
  public static final String CARD = "README.md";

  /** Who must not come back. */
  public static final String LEDGER = "forgotten.json";

  /** The shards. */
  public static final String DATA = "data";

  /** Everything of a build that is not finished. */
  public static final String WORK = "_build";

  private DatasetFolder() {}
}
