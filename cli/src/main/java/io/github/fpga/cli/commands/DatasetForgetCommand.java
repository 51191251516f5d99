package io.github.fpga.cli.commands;

import io.github.fpga.cli.dataset.FaceFiles;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.FaceModels;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.FaceModelSet;
import io.github.fpga.idzoom.forget.Forgetting;
import io.github.fpga.idzoom.record.Embedding;
import io.github.fpga.pipelines.people.PersonReader;
import io.github.fpga.pipelines.people.PersonStore;
import io.github.fpga.tensor.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga dataset forget}. */
@Command(
    name = "forget",
    description = {
      "Removes somebody from every shard of a dataset, and writes down who it was",
      "(forgotten.json), so that a further build keeps them out."
    },
    sortOptions = false,
    sortSynopsis = false)
public final class DatasetForgetCommand implements Callable<Integer> {

  private final App app;

  @ArgGroup(multiplicity = "1")
  private Who who;

  @Parameters(paramLabel = "DATASET", description = "Its folder, on a local disk.")
  private Path dataset;

  /** How the person is named. */
  static final class Who {
    @Option(
        names = "--identity",
        paramLabel = "ID",
        description = "The number of the person, as faces have it as their cluster.")
    private Long identity;

    @Option(
        names = "--like",
        paramLabel = "PICTURE",
        description = "Everybody who looks like the face in it; a.png#2 for the second face.")
    private String like;
  }

  public DatasetForgetCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() throws IOException {
    String today = LocalDate.now().toString();
    Forgetting forgetting = new Forgetting(dataset);
    Forgetting.Removed removed;
    if (who.like == null) {
      removed = forgetting.identity(who.identity, today);
    } else {
      Embedding face = face(who.like, forgetting.settings());
      double nearest = forgetting.nearest(face);
      removed = forgetting.like(face, today);
      app.note("the most similar person: similarity %.2f", nearest);
    }
    app.note(
        "%d people: %d pictures, %d records with their crops removed, %d shards written anew",
        removed.people().size(), removed.pictures(), removed.records(), removed.shards());
    if (removed.people().isEmpty()) {
      app.note("nobody in the dataset looks like that; further builds will keep the face out");
    }
    return 0;
  }

  /** As the dataset's own models see the face. */
  private Embedding face(String picture, BuildSettings settings) {
    boolean bundled = settings.faceModels() == FaceModelSet.MICRO;
    String recogniser = bundled ? FaceModels.recogniser() : settings.recogniser();
    PersonStore store = new PersonStore(PersonStore.defaultFolder(), recogniser);
    return Embedding.of(
        settings.recogniser(),
        new PersonReader(bundled ? app.faces() : analyzer(settings), store)
            .read(picture)
            .features());
  }

  private static FaceAnalyzer analyzer(BuildSettings settings) {
    Engine.start();
    return settings
        .faceModels()
        .open(FaceFiles.of(settings), settings.recogniser(), settings.style())
        .analyzer();
  }
}
