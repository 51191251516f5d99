package io.github.fpga.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** What the demo shows: sections of commands, complete with their arguments. */
final class DemoScript {

  private final DemoSettings settings;

  DemoScript(DemoSettings settings) {
    this.settings = settings;
  }

  /**
   * A part of the page.
   *
   * @param text what is shown, in a sentence or two
   * @param before file shown on the left
   * @param after file shown on the right
   */
  record Section(
      String title, String text, String before, String after, List<List<String>> commands) {}

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(
        group(
            "two",
            "Two people",
            "Each person has a reference picture, a place and clothes of their own. On the left as"
                + " generated, on the right with the small faces restored by DIIR.",
            "a full body picture of two people in a park",
            List.of("wearing a red dress, smiling", "wearing a blue hoodie"),
            0));
    sections.add(
        group(
            "three",
            "Three people",
            "Three identities, each bound to its own region, in one pass of the network.",
            "a full body picture of three people at the beach",
            List.of("wearing a yellow tshirt", "wearing a navy suit", "wearing a green sweater"),
            2));
    sections.add(swap());
    sections.add(stylised());
    sections.add(baseline());
    sections.add(
        damaged(
            "warp",
            "A warped face, repaired",
            "A face twisted as a careless edit would, and made whole again from the reference.",
            "two",
            0));
    sections.add(
        damaged(
            "smear",
            "A smeared face, repaired",
            "Nothing of the features is left: inversion alone would give the smear back, fresh"
                + " noise inside the mask makes a face.",
            "three",
            2));
    return sections;
  }

  private Section group(
      String name, String title, String text, String prompt, List<String> clothes, int first) {
    DemoPose pose = DemoPose.sample(name);
    List<String> people = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < clothes.size(); i++) {
      String at = settings.person(first + i).source() + "@" + pose.regions().get(i);
      people.addAll(List.of("--person", at + ";prompt=" + clothes.get(i)));
      plain.addAll(List.of("--person", at));
    }
    String before = name + ".png";
    String after = name + "-restored.png";
    List<String> generate = command("generate", "--prompt", prompt);
    generate.addAll(people);
    generate.addAll(List.of("--pose", pose.file().toString(), "--no-restore"));
    List<String> restore = command("restore", settings.file(before));
    restore.addAll(plain);
    return new Section(
        title, text, before, after, List.of(done(generate, before), done(restore, after)));
  }

  private Section swap() {
    String after = "swap.png";
    String file = settings.file("two-restored.png");
    List<String> swap = command("swap", file, "--face", "2");
    swap.addAll(List.of("--person", settings.person(5).source()));
    return new Section(
        "A face swapped",
        "The second face of the first picture is given to somebody else; all other pixels stay.",
        "two-restored.png",
        after,
        List.of(done(swap, after)));
  }

  private Section stylised() {
    String before = "style.png";
    String after = "style-restored.png";
    String person = settings.person(0).source() + "@0.36,0.2,0.26,0.28";
    List<String> generate = command("generate", "--prompt", "a portrait of one person in a garden");
    generate.addAll(List.of("--style", "watercolour", "--person", person, "--no-restore"));
    List<String> restore = command("restore", settings.file(before));
    restore.addAll(List.of("--person", person, "--style", "watercolour"));
    restore.addAll(List.of("--fresh-noise", "0.15", "--strength", "0.5"));
    return new Section(
        "A stylised picture",
        "Little fresh noise keeps the brush strokes: only the features move towards the person.",
        before,
        after,
        List.of(done(generate, before), done(restore, after)));
  }

  private Section baseline() {
    DemoPose pose = DemoPose.sample("street");
    String before = "other-generator.png";
    String after = "other-generator-restored.png";
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      people.add("--person");
      people.add(settings.person(1 + 3 * i).source() + "@" + pose.regions().get(i));
    }
    List<String> generate =
        command("generate", "--prompt", "a full body picture of two people in a street");
    generate.addAll(people);
    generate.addAll(List.of("--pose", pose.file().toString(), "--baseline"));
    generate.addAll(List.of("--seed", Long.toString(settings.seed())));
    generate.addAll(settings.baselineOptions());
    List<String> restore = command("restore", settings.file(before));
    restore.addAll(people);
    return new Section(
        "A picture from another generator",
        "A classic ControlNet that knows nothing of identities made the left picture, with two"
            + " strangers; DIIR puts the right people in, from their references alone.",
        before,
        after,
        List.of(output(generate, before), done(restore, after)));
  }

  private Section damaged(String kind, String title, String text, String group, int first) {
    DemoPose pose = DemoPose.sample(group);
    String before = kind + ".png";
    String after = kind + "-restored.png";
    List<String> damage = command("damage", settings.file(group + "-restored.png"));
    damage.addAll(List.of("--kind", kind, "--face", "1"));
    List<String> restore = command("restore", settings.file(before));
    String person = settings.person(first).source() + "@" + pose.regions().get(0);
    restore.addAll(List.of("--person", person, "--fresh-noise", "0.9", "--strength", "0.8"));
    return new Section(
        title, text, before, after, List.of(output(damage, before), done(restore, after)));
  }

  private static List<String> command(String... arguments) {
    return new ArrayList<>(List.of(arguments));
  }

  /** With what all commands have that use the models. */
  private List<String> done(List<String> command, String file) {
    command.addAll(List.of("--seed", Long.toString(settings.seed())));
    command.addAll(settings.options());
    return output(command, file);
  }

  private List<String> output(List<String> command, String file) {
    command.addAll(List.of("-o", settings.file(file)));
    return List.copyOf(command);
  }
}
