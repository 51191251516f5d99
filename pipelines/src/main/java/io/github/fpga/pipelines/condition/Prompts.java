package io.github.fpga.pipelines.condition;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Prompts put together from the user's parts, in the order of words that captions have: "a
 * watercolour portrait of two people in a park, a person wearing a red dress, smiling". Our
 * definition.
 */
public final class Prompts {

  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  /** First words of what somebody is or does, beside those in -ing. */
  private static final Set<String> STATES =
      Set.of("with", "in", "at", "eyes", "surprised", "happy", "sad", "angry", "neutral");

  private Prompts() {}

  /** The words of a style before a picture's first noun. */
  public static String styled(String style, String prompt) {
    String text = prompt.strip();
    if (style.isBlank()) {
      return text;
    }
    String[] words = text.split("\\s+", 2);
    boolean article = words.length == 2 && ARTICLES.contains(words[0].toLowerCase(Locale.ROOT));
    String noun = style.strip() + " " + (article ? words[1] : text);
    return withArticle(noun);
  }

  /** Such as "an ink portrait". */
  public static String withArticle(String noun) {
    return ("aeiou".indexOf(Character.toLowerCase(noun.charAt(0))) >= 0 ? "an " : "a ") + noun;
  }

  /**
   * The picture's prompt with what one person wears or does: that person's own text. "red dress,
   * smiling" becomes "a person wearing a red dress, smiling".
   */
  public static String personal(String prompt, String own) {
    String words = own.strip();
    if (words.isEmpty()) {
      return prompt;
    }
    return prompt + ", " + (words.startsWith("a person") ? words : "a person " + clause(words));
  }

  /** Words that start with a thing are what the person wears. */
  private static String clause(String words) {
    String[] thing = words.split(",", 2)[0].strip().split("\\s+");
    String first = thing[0].toLowerCase(Locale.ROOT);
    if (first.endsWith("ing") || STATES.contains(first)) {
      return words;
    }
    String last = thing[thing.length - 1];
    boolean many = last.endsWith("s") && !last.endsWith("ss");
    return "wearing " + (many || ARTICLES.contains(first) ? words : withArticle(words));
  }

  /**
   * Rows of a guided batch: as many unwanted prompts, then the wanted ones.
   *
   * @param guided false leaves out the first half
   */
  public static List<String> rows(String negative, List<String> positive, boolean guided) {
    if (!guided) {
      return positive;
    }
    return Stream.concat(positive.stream().map(p -> negative), positive.stream()).toList();
  }
}
