package io.github.fpga.cli.commands;

import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.FaceModels;
import io.github.fpga.cli.run.FaceReader;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.PersonStore;
import io.github.fpga.pipelines.people.Reference;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fpga person}. */
@Command(
    name = "person",
    description = {
      "Saves people under a name that works wherever a picture does.",
      "Features are saved, not pictures: nobody's face can be read back from them."
    },
    sortOptions = false)
public final class PersonCommand implements Runnable {

  private final App app;

  @Spec private CommandSpec spec;

  public PersonCommand(App app) {
    this.app = app;
  }

  @Override
  public void run() {
    throw new ParameterException(
        new CommandLine(spec), "say what to do: create, list, show or remove");
  }

  /** A store that is only asked for names. */
  private static PersonStore names(ModelOptions models) {
    return new PersonStore(models.store(), "");
  }

  @Command(name = "create", description = "Reads somebody from pictures and saves them.")
  int create(
      @Mixin ModelOptions models,
      @Parameters(paramLabel = "NAME", description = "Letters, digits, spaces, '-' and '_'.")
          String name,
      @Parameters(
              arity = "1..*",
              paramLabel = "PICTURE",
              description = "One or more; a.png#2 for its second face, a.png*2 to weigh it twice.")
          List<String> pictures) {
    boolean known = Files.exists(names(models).file(name));
    Person person;
    try (FaceReader faces = FaceReader.open(app, models, true)) {
      PersonStore store = faces.store(models.store());
      person = faces.persons(store).read(String.join(",", pictures)).withName(name);
      app.out().println(store.save(person));
    }
    app.note(
        "%s %s from %d %s",
        known ? "replaced" : "saved",
        name,
        person.references().size(),
        person.references().size() == 1 ? "picture" : "pictures");
    noteAlike(person);
    return 0;
  }

  /** Warns where the references do not look like one person. */
  private void noteAlike(Person person) {
    FaceFeatures mean = person.features();
    for (int i = 0; i < person.references().size(); i++) {
      double similarity = person.references().get(i).features().similarity(mean);
      if (person.references().size() > 1) {
        app.note("  picture %d: similarity to the mean %.2f", i + 1, similarity);
      }
    }
  }

  @Command(name = "list", description = "Names everybody who is saved.")
  int list(@Mixin ModelOptions models) {
    List<String> names = names(models).names();
    names.forEach(app.out()::println);
    if (names.isEmpty()) {
      app.note("nobody is saved yet: fpga person create NAME PICTURE...");
    }
    return 0;
  }

  @Command(name = "show", description = "Says what is saved of somebody.")
  int show(@Mixin ModelOptions models, @Parameters(paramLabel = "NAME") String name) {
    PersonStore store =
        new PersonStore(
            models.store(),
            models.isPublic() ? models.publicSet().recogniser() : FaceModels.recogniser());
    Person person = store.load(name);
    FaceFeatures features = person.features();
    app.out().println(name);
    app.out().println("  file        " + store.file(name));
    app.out()
        .printf(
            Locale.ROOT,
            "  references  %d (weights %s)%n",
            person.references().size(),
            person.references().stream().map(Reference::weight).toList());
    app.out()
        .printf(
            "  features    %d numbers, and %d x %d local ones%n",
            features.global().length, features.tokens(), features.channels());
    return 0;
  }

  @Command(name = "remove", description = "Forgets somebody.")
  int remove(@Mixin ModelOptions models, @Parameters(paramLabel = "NAME") String name) {
    PersonStore store = names(models);
    if (!store.delete(name)) {
      throw new IllegalArgumentException(
          "there is no saved person '%s', known: %s"
              .formatted(name, String.join(", ", store.names())));
    }
    app.note("forgot %s", name);
    return 0;
  }
}
