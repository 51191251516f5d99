package io.github.fpga.spark;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.BuildSummary;
import io.github.fpga.idzoom.build.DatasetFacts;
import io.github.fpga.idzoom.build.DatasetFolder;
import io.github.fpga.idzoom.build.Decision;
import io.github.fpga.idzoom.build.DescribedPiece;
import io.github.fpga.idzoom.build.Json;
import io.github.fpga.idzoom.build.Ledger;
import io.github.fpga.idzoom.build.ShardPlan;
import io.github.fpga.idzoom.build.WholeSet;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.VoidFunction;

/** A build from its inputs to the finished dataset; the same again goes on where it was stopped. */
public final class DatasetBuild {

  private final JavaSparkContext spark;
  private final BuildSettings settings;
  private final Storage storage;
  private final JobContext context;
  private final Steps steps;

  private DatasetBuild(JavaSparkContext spark, BuildSettings settings, Steps steps)
      throws IOException {
    this.spark = spark;
    this.settings = settings;
    this.steps = steps;
    storage = new Storage(spark.hadoopConfiguration());
    String output = storage.address(settings.output());
    if (settings.restart()) {
      clear(output);
    }
    context = new JobContext(output, Json.line(settings), Json.line(ledger(output)));
  }

  /**
   * Builds a dataset.
   *
   * @param listener hears how far it is
   * @throws IllegalArgumentException saying what is wrong with inputs, output or settings
   * @throws IOException if a disk or the network fails; the build can go on later
   */
  public static BuildSummary run(
      JavaSparkContext spark, BuildSettings settings, Steps.Listener listener) throws IOException {
    Steps steps = new Steps(listener);
    spark.sc().addSparkListener(steps);
    try {
      return new DatasetBuild(spark, settings, steps).run();
    } finally {
      spark.sc().removeSparkListener(steps);
    }
  }

  private BuildSummary run() throws IOException {
    steps.begin("list", 1);
    Inputs inputs = Inputs.list(storage, settings.inputs());
    Plan plan = Plan.of(storage, context, inputs);
    List<Piece> pieces = Pieces.divide(inputs.all(), plan.pieces());
    steps.end();

    each("describe", pieces, new DescribeTask(context), piece -> context.described(piece.index()));

    steps.begin("compare", 1);
    List<DescribedPiece> described = new ArrayList<>();
    List<Decision> decisions = compare(pieces.size(), described);
    int[] sizes = described.stream().mapToInt(piece -> piece.kept().size()).toArray();
    List<ShardPlan> shards = ShardPlan.of(sizes, decisions, settings.shardPictures());
    steps.end();

    each("assemble", shards, new AssembleTask(context), context::assembled);
    List<DatasetFacts> facts = new ArrayList<>();
    for (ShardPlan shard : shards) {
      String marker = context.assembled(shard);
      facts.add(Json.read(storage.text(marker), DatasetFacts.class, marker));
    }

    steps.begin("finish", 1);
    BuildSummary summary =
        new Finish(storage, context, described, decisions).write(inputs.ignored(), shards, facts);
    steps.end();
    return summary;
  }

  /**
   * Decides over all pictures.
   *
   * @param described gets what is known of each piece but for the embeddings, which are the most by
   *     far and not needed any more
   */
  private List<Decision> compare(int pieces, List<DescribedPiece> described) throws IOException {
    WholeSet set = new WholeSet(settings);
    for (int piece = 0; piece < pieces; piece++) {
      String marker = context.described(piece);
      DescribedPiece one = Json.read(storage.text(marker), DescribedPiece.class, marker);
      one.kept().forEach(set::add);
      described.add(one.withoutEmbeddings());
    }
    return set.decide(new NeighboursTask(spark));
  }

  /** Where something is stored when it is done. */
  @FunctionalInterface
  private interface Marker<T> {
    String of(T work);
  }

  /** Runs a task for everything that is not done yet, each as a task of its own. */
  private <T extends Serializable> void each(
      String step, List<T> all, VoidFunction<T> task, Marker<T> marker) throws IOException {
    List<T> left = new ArrayList<>();
    for (T one : all) {
      if (!storage.exists(marker.of(one))) {
        left.add(one);
      }
    }
    steps.begin(step, left.size());
    if (!left.isEmpty()) {
      spark.setJobDescription(step);
      spark.parallelize(left, left.size()).foreach(task);
    }
    steps.end();
  }

  /** Those who are to be kept out: by the settings, and by the output's own ledger. */
  private Ledger ledger(String output) throws IOException {
    Ledger ledger = read(output + "/" + DatasetFolder.LEDGER);
    if (settings.ledger().isEmpty()) {
      return ledger;
    }
    String address = storage.address(settings.ledger());
    if (!storage.exists(address)) {
      throw new IllegalArgumentException("there is no ledger " + settings.ledger());
    }
    Predicate<Ledger.Forgotten> known =
        person ->
            ledger.people().stream().anyMatch(other -> Json.line(other).equals(Json.line(person)));
    return ledger.and(new Ledger(read(address).people().stream().filter(known.negate()).toList()));
  }

  private Ledger read(String address) throws IOException {
    return storage.exists(address)
        ? Json.read(storage.text(address), Ledger.class, address)
        : Ledger.NONE;
  }

  private void clear(String output) throws IOException {
    for (String name :
        List.of(
            DatasetFolder.WORK,
            DatasetFolder.DATA,
            DatasetFolder.SUMMARY,
            DatasetFolder.QUARANTINE,
            DatasetFolder.REPORT,
            DatasetFolder.CARD)) {
      storage.delete(output + "/" + name);
    }
  }
}
