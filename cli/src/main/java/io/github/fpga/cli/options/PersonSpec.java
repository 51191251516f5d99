package io.github.fpga.cli.options;

import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.IdentityWeight;
import io.github.fpga.pipelines.people.LoraFile;
import io.github.fpga.pipelines.people.Person;
import io.github.fpga.pipelines.people.Placement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person as the command line has them: {@code b1.png,b2.png@x,y,w,h;prompt=red dress;weight=0.9}.
 *
 * @param source reference files or a saved person's name, see {@link
 *     io.github.fpga.pipelines.people.PersonReader#read(String)}
 * @param region the face box; null where not said
 * @param prompt what the person wears or does; empty for nothing
 * @param weight strength of the identity, the same in all steps or as in {@code 0.4..1} from the
 *     first to the last; 1 where not said
 * @param lora FILE or FILE:STRENGTH of a LoRA of the person's own; empty for none
 */
public record PersonSpec(
    String source, Region region, String prompt, IdentityWeight weight, String lora) {

  private static final IdentityWeight TRAINED = IdentityWeight.steady(1);

  private static final Pattern OPTION = Pattern.compile(";\\s*([A-Za-z-]+)\\s*=");

  /** What follows an '@' in a file's name has an extension or a folder in it, a region has not. */
  private static final Pattern FILE = Pattern.compile("\\.[A-Za-z]|[/\\\\]");

  /**
   * Reads a person.
   *
   * @throws IllegalArgumentException saying which part is wrong
   */
  public static PersonSpec parse(String text) {
    Matcher options = OPTION.matcher(text);
    int end = options.find() ? options.start() : text.length();
    PersonSpec spec = place(text.substring(0, end).strip(), text);
    while (end < text.length()) {
      String key = options.group(1);
      int start = options.end();
      end = options.find() ? options.start() : text.length();
      spec = spec.with(key, text.substring(start, end).strip(), text);
    }
    return spec;
  }

  private static PersonSpec place(String head, String text) {
    if (head.contains(";")) {
      throw new IllegalArgumentException(
          "in '%s': after ';' comes prompt=..., weight=... or lora=...".formatted(text));
    }
    int at = head.lastIndexOf('@');
    if (at >= 0 && FILE.matcher(head.substring(at)).find()) {
      at = -1;
    }
    String source = at < 0 ? head : head.substring(0, at).strip();
    if (source.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' names nobody: give a picture or a saved person, as in anna.png@0.2,0.3,0.1,0.1"
              .formatted(text));
    }
    return new PersonSpec(
        source, at < 0 ? null : region(head.substring(at + 1), text), "", TRAINED, "");
  }

  private static Region region(String region, String text) {
    try {
      return Region.parse(region);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("in '%s': %s".formatted(text, e.getMessage()), e);
    }
  }

  private PersonSpec with(String key, String value, String text) {
    return switch (key) {
      case "prompt" -> new PersonSpec(source, region, value, weight, lora);
      case "weight" -> new PersonSpec(source, region, prompt, weight(value, text), lora);
      case "lora" -> new PersonSpec(source, region, prompt, weight, value);
      default ->
          throw new IllegalArgumentException(
              "in '%s': unknown '%s', a person has prompt=..., weight=... and lora=..."
                  .formatted(text, key));
    };
  }

  private static IdentityWeight weight(String value, String text) {
    try {
      return IdentityWeight.parse(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("in '%s': %s".formatted(text, e.getMessage()), e);
    }
  }

  /**
   * The person, once read, in their place.
   *
   * @throws io.github.fpga.tensor.CheckpointException where there is no such LoRA
   */
  public Placement placement(Person person) {
    LoraFile own = lora.isEmpty() ? null : LoraFile.parse(lora);
    return new Placement(person, region, prompt, weight, own);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(source);
    if (region != null) {
      // Region.toString rounds.
      text.append('@').append(region.x()).append(',').append(region.y());
      text.append(',').append(region.width()).append(',').append(region.height());
    }
    if (!prompt.isEmpty()) {
      text.append(";prompt=").append(prompt);
    }
    if (!weight.equals(TRAINED)) {
      text.append(";weight=").append(weight);
    }
    if (!lora.isEmpty()) {
      text.append(";lora=").append(lora);
    }
    return text.toString();
  }

  /** For picocli. */
  public static final class Converter implements picocli.CommandLine.ITypeConverter<PersonSpec> {

    @Override
    public PersonSpec convert(String value) {
      try {
        return parse(value);
      } catch (IllegalArgumentException e) {
        throw new picocli.CommandLine.TypeConversionException(e.getMessage());
      }
    }
  }
}
