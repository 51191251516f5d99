package io.github.fpga.pipelines.people;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One part of a person's specification: {@code file}, {@code file#face}, {@code file*weight} or
 * {@code file#face*weight}.
 *
 * @param path of a picture, or a saved person's file or name
 * @param face which one, from 1, counted from the left; 0 where not said
 * @param weight above 0, 1 where not said
 */
record ReferenceFile(String path, int face, double weight) {

  private static final Pattern FORM =
      Pattern.compile("(.+?)(?:#(\\d{1,4}))?(?:\\*([0-9.]{1,12}))?");

  /**
   * Reads a comma-separated list.
   *
   * @throws IllegalArgumentException where a part is empty or its numbers are wrong
   */
  static List<ReferenceFile> parse(String specification) {
    List<ReferenceFile> parts = new ArrayList<>();
    for (String part : specification.split(",", -1)) {
      Matcher matcher = FORM.matcher(part.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "'%s' names no file in the person '%s'".formatted(part, specification));
      }
      int face = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
      if (matcher.group(2) != null && face == 0) {
        throw new IllegalArgumentException("faces count from 1, from the left; got " + part);
      }
      parts.add(new ReferenceFile(matcher.group(1), face, weight(part, matcher.group(3))));
    }
    return parts;
  }

  private static double weight(String part, String text) {
    try {
      double weight = text == null ? 1 : Double.parseDouble(text);
      if (weight > 0) {
        return weight;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the weight in '%s' is not a number".formatted(part), e);
    }
    throw new IllegalArgumentException("the weight in '%s' must be above 0".formatted(part));
  }
}
