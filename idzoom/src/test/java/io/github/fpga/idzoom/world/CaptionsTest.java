package io.github.fpga.idzoom.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CaptionsTest {

  private static void assertKnown(String text) {
    for (String word : text.replace(",", " ").strip().split("\\s+")) {
      assertTrue(
          word.isEmpty() || Captions.vocabulary().contains(word), word + " in \"" + text + "\"");
    }
  }

  @Property(tries = 150)
  void captionsUseTheVocabularyAndStayShort(
      @ForAll @LongRange(max = 1_000_000) long seed, @ForAll @IntRange(max = 5) int n) {
    List<Identity> people = n == 0 ? List.of() : People.draw(IdentitySplit.TRAIN, seed, n);
    Scene scene = SceneSampler.any().sample(seed, people);
    String caption = Captions.caption(scene);
    assertKnown(caption);
    assertTrue(Captions.words(caption) <= Captions.MAX_WORDS, caption);
    assertTrue(caption.startsWith(Captions.prompt(scene)));
    for (Person p : scene.people()) {
      Look look = p.identity().look();
      assertKnown(Captions.describe(p, true));
      assertKnown(Captions.hairStyle(look) + " " + Captions.skin(look));
      assertFalse(Captions.personPrompt(p.nuisance()).contains("hair"));
    }
  }

  @Test
  void theVocabularyIsClosedAndSmall() {
    assertTrue(Captions.vocabulary().size() <= 160);
    assertTrue(Captions.vocabulary().stream().allMatch(w -> w.matches("[a-z]+")));
  }

  @Test
  void piecesReadAsExpected() {
    assertEquals("an ink portrait", Captions.picture(Style.INK, Shot.HALF));
    Outfit outfit = SceneSampler.outfit(ClothesType.HOODIE, ClothColour.ORANGE, 1);
    assertEquals("wearing an orange hoodie", Captions.clothes(outfit));
  }
}
