package io.github.fpga.idzoom.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The grammar of captions over a closed list of lower-case words: "a watercolour portrait of two
 * people in a park, a person with red hair and round glasses wearing a blue hoodie, smiling".
 * Training may compose the pieces and leave some out.
 */
public final class Captions {
  /** The most words of a caption. */
  public static final int MAX_WORDS = 30;

  private static final List<String> COUNTS =
      List.of("nobody", "one person", "two people", "three people", "four people", "a group");

  private Captions() {}

  /** The full caption; details of people are left out where they exceed {@link #MAX_WORDS}. */
  public static String caption(Scene scene) {
    StringBuilder text = new StringBuilder(prompt(scene));
    for (Person person : scene.people()) {
      for (boolean detailed : new boolean[] {true, false}) {
        String piece = ", " + describe(person, detailed);
        if (words(text.toString()) + words(piece) <= MAX_WORDS) {
          text.append(piece);
          break;
        }
      }
    }
    return text.toString();
  }

  /** Style, shot, number of people and place. */
  public static String prompt(Scene scene) {
    return picture(scene.style(), scene.shot())
        + " of "
        + count(scene.people().size())
        + " "
        + scene.place().words();
  }

  /** Style and shot, such as "an ink portrait". */
  public static String picture(Style style, Shot shot) {
    String noun = (style.words() + " " + shot.words()).strip();
    return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
  }

  /** The number of people in words. */
  public static String count(int people) {
    return COUNTS.get(Math.min(people, COUNTS.size() - 1));
  }

  /** "a person" with appearance (optional), clothes and expression. */
  public static String describe(Person person, boolean appearance) {
    String looks = appearance ? " with " + appearance(person.identity()) : "";
    return "a person" + looks + " " + personPrompt(person.nuisance());
  }

  /** What a prompt of one's own says: clothes and expression, nothing of the identity. */
  public static String personPrompt(Nuisance nuisance) {
    String mood = expression(nuisance.expression());
    return clothes(nuisance.outfit()) + (mood.isEmpty() ? "" : ", " + mood);
  }

  /** Such as "wearing a red dress". */
  public static String clothes(Outfit outfit) {
    String colour = outfit.colour().words();
    return "wearing "
        + ("aeiou".indexOf(colour.charAt(0)) >= 0 ? "an " : "a ")
        + colour
        + " "
        + outfit.type().words();
  }

  /** Such as "smiling"; empty for a neutral face. */
  public static String expression(Expression expression) {
    return expression.mood().words();
  }

  /** Hair, beard, glasses and headgear, such as "red hair and round glasses". */
  public static String appearance(Identity identity) {
    Look look = identity.look();
    List<String> words = new ArrayList<>();
    words.add(hair(look));
    for (String s :
        List.of(look.beard().words(), look.glasses().words(), look.headgear().words())) {
      if (!s.isEmpty()) {
        words.add(s);
      }
    }
    return String.join(" and ", words);
  }

  /** The hair's colour, or that there is none. */
  public static String hair(Look look) {
    return look.hairStyle() == HairStyle.BALD
        ? look.hairStyle().words()
        : look.hairColour().words();
  }

  /** The hair style. */
  public static String hairStyle(Look look) {
    return look.hairStyle().words();
  }

  /** The skin tone, such as "olive skin". */
  public static String skin(Look look) {
    return look.skin().words();
  }

  /** Every word that any piece can contain, sorted. */
  public static List<String> vocabulary() {
    SortedSet<String> all = new TreeSet<>();
    add(all, "a an and of with wearing person people portrait picture the");
    COUNTS.forEach(s -> add(all, s));
    Arrays.stream(Style.values()).forEach(v -> add(all, v.words()));
    Arrays.stream(Shot.values()).forEach(v -> add(all, v.words()));
    Arrays.stream(Place.values()).forEach(v -> add(all, v.words()));
    Arrays.stream(Mood.values()).forEach(v -> add(all, v.words()));
    Arrays.stream(ClothesType.values()).forEach(v -> add(all, v.words()));
    Arrays.stream(ClothColour.values()).forEach(v -> add(all, v.words()));
    Arrays.stream(HairStyle.values()).forEach(v -> add(all, v.words()));
    Arrays.stream(HairColour.values()).forEach(v -> add(all, v.words()));
    Arrays.stream(SkinTone.values()).forEach(v -> add(all, v.words()));
    Arrays.stream(BeardStyle.values()).forEach(v -> add(all, v.words()));
    Arrays.stream(GlassesStyle.values()).forEach(v -> add(all, v.words()));
    Arrays.stream(Headgear.values()).forEach(v -> add(all, v.words()));
    Arrays.stream(IrisColour.values()).forEach(v -> add(all, v.words()));
    return List.copyOf(all);
  }

  private static void add(SortedSet<String> words, String text) {
    for (String word : text.split(" ")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
  }

  /** The number of words of a text. */
  public static int words(String text) {
    return text.replace(",", " ").strip().split("\\s+").length;
  }
}
