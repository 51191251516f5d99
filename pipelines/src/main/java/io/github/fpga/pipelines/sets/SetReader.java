package io.github.fpga.pipelines.sets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.fpga.diffusion.TimestepSpacing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a set's YAML, strictly: what it does not understand it refuses. */
final class SetReader {

  private static final int MOST_CHARACTERS = 1 << 20;
  private static final Set<String> SET =
      Set.of("name", "extends", "description", "family", "faces", "sampling", "components", "note");
  private static final Set<String> COMPONENT =
      Set.of(
          "role", "repository", "revision", "local", "folder", "files", "licence", "scale", "note");
  private static final Set<String> FILE = Set.of("path", "sha256", "size");
  private static final Set<String> LICENCE = Set.of("id", "link", "accept", "note");
  private static final Set<String> SAMPLING = Set.of("sampler", "steps", "guidance", "spacing");

  private static final JsonMapper YAML =
      new JsonMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private SetReader() {}

  /**
   * Reads one set.
   *
   * @param origin where the text is from, for messages
   * @param folder that relative local paths start from
   * @throws IllegalArgumentException naming the origin, the place in it and what is expected there
   */
  static SetDraft read(String text, String origin, Path folder) {
    try {
      if (text.length() > MOST_CHARACTERS) {
        throw new SetSyntaxException("it is too large for a set");
      }
      return set(new Fields(tree(text), "", SET), origin, folder);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is no model set: %s; see docs/models.md".formatted(origin, e.getMessage()), e);
    }
  }

  private static JsonNode tree(String text) {
    try {
      return YAML.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new SetSyntaxException(
          "line %d is no YAML (%s)"
              .formatted(line, e.getOriginalMessage().lines().findFirst().orElse("")));
    }
  }

  private static SetDraft set(Fields fields, String origin, Path folder) {
    String parent = fields.text("extends", null);
    SetFamily family =
        parent == null || fields.has("family") ? family(fields, fields.text("family")) : null;
    Map<Role, SetComponent> components = new EnumMap<>(Role.class);
    for (Fields inner : fields.objects("components", COMPONENT)) {
      SetComponent component = component(inner, folder);
      if (components.put(component.role(), component) != null) {
        throw inner.wrong("there are two with the role " + component.role().word());
      }
    }
    SetDraft draft =
        new SetDraft(
            fields.text("name"),
            parent,
            fields.text("description"),
            family,
            fields.text("faces", null),
            fields.has("sampling") ? sampling(fields.object("sampling", SAMPLING)) : null,
            components,
            fields.text("note", null),
            origin);
    if (parent == null) {
      fields.checked(draft::alone);
    }
    return draft;
  }

  private static SetFamily family(Fields fields, String word) {
    return Arrays.stream(SetFamily.values())
        .filter(family -> family.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> fields.wrong("'family' is sd15, sdxl or faces, got '%s'".formatted(word)));
  }

  private static SamplingAdvice sampling(Fields fields) {
    String sampler = fields.text("sampler");
    if (!fields.has("steps") || !fields.has("guidance")) {
      throw fields.wrong("'sampler', 'steps' and 'guidance' are expected");
    }
    int steps = (int) Math.min(Integer.MAX_VALUE, fields.count("steps"));
    String spacing = fields.text("spacing", null);
    return fields.checked(
        () ->
            new SamplingAdvice(
                sampler,
                steps,
                fields.number("guidance", 1),
                spacing == null ? null : TimestepSpacing.of(spacing)));
  }

  private static SetComponent component(Fields fields, Path folder) {
    List<SetFile> files = new ArrayList<>();
    for (Fields file : fields.objects("files", FILE)) {
      long size = file.count("size");
      files.add(
          new SetFile(
              file.text("path"),
              file.text("sha256", null),
              size < 0 ? OptionalLong.empty() : OptionalLong.of(size)));
    }
    return fields.checked(
        () ->
            new SetComponent(
                Role.of(fields.text("role")),
                source(fields, folder),
                fields.text("folder", null),
                files,
                fields.has("licence") ? licence(fields.object("licence", LICENCE)) : null,
                fields.number("scale", 1),
                fields.text("note", "")));
  }

  private static Source source(Fields fields, Path folder) {
    if (fields.has("local") == fields.has("repository")) {
      throw fields.wrong("either 'repository' and 'revision' or 'local' is expected");
    }
    return fields.has("local")
        ? new Source.Local(folder.resolve(fields.text("local")).toAbsolutePath().normalize())
        : new Source.Hub(fields.text("repository"), fields.text("revision"));
  }

  private static Licence licence(Fields fields) {
    return fields.checked(
        () ->
            new Licence(
                fields.text("id"),
                fields.text("link"),
                fields.flag("accept"),
                fields.text("note", "")));
  }
}
