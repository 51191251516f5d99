package io.github.fpga.evaluation.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.idzoom.world.Captions;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.Look;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationPlanTest {

  private static final EvaluationPlan PLAN = EvaluationPlan.of(IdentitySplit.EVALUATION, 10, 10, 5);

  @Test
  void isAFunctionOfTheSeed() {
    EvaluationPlan again = EvaluationPlan.of(IdentitySplit.EVALUATION, 10, 10, 5);
    assertEquals(asked(PLAN), asked(again));
    assertEquals(PLAN.people(), again.people());
    EvaluationPlan other = EvaluationPlan.of(IdentitySplit.EVALUATION, 10, 10, 6);
    assertNotEquals(asked(PLAN), asked(other));
    assertNotEquals(PLAN.people(), other.people());
  }

  private static List<String> asked(EvaluationPlan plan) {
    return plan.generated().stream().map(SceneSpec::asked).toList();
  }

  @Test
  void aLongerPlanBeginsLikeAShorterOne() {
    assertEquals(
        asked(EvaluationPlan.of(IdentitySplit.EVALUATION, 10, 2, 5)).get(1), asked(PLAN).get(1));
  }

  @Test
  void peopleAreOfTheEvaluationSplitWithSiblings() {
    Set<Long> seeds = PLAN.people().stream().map(Identity::seed).collect(Collectors.toSet());
    assertEquals(10, seeds.size());
    assertTrue(seeds.stream().allMatch(IdentitySplit.EVALUATION::contains));
    assertEquals(2, seeds.stream().filter(Identity::isSibling).count());
  }

  @Test
  void peopleForTuningAreOthers() {
    EvaluationPlan tuning = EvaluationPlan.of(IdentitySplit.DEVELOPMENT, 10, 10, 5);
    assertTrue(
        tuning.people().stream().map(Identity::seed).allMatch(IdentitySplit.DEVELOPMENT::contains));
  }

  @Test
  void groupsAreTwoAndThreeDifferentPeopleInTurn() {
    int[] shown = new int[10];
    for (SceneSpec scene : PLAN.groups()) {
      assertEquals(2 + scene.index() % 2, scene.people().size());
      assertEquals(scene.people().size(), new HashSet<>(scene.people()).size());
      scene.people().forEach(p -> shown[p]++);
    }
    assertTrue(IntStream.of(shown).allMatch(n -> n >= 2 && n <= 3));
    assertEquals(10, PLAN.closeUps().stream().map(SceneSpec::people).distinct().count());
  }

  @Test
  void facesHaveTheirKindsSizeAndLieInside() {
    for (SceneSpec scene : PLAN.generated()) {
      for (int i = 0; i < scene.people().size(); i++) {
        Box region = scene.region(i);
        double longer = Math.max(region.width(), region.height());
        boolean group = scene.kind() == SceneKind.GROUP;
        assertTrue(group ? longer <= 40 + 1e-9 : longer >= 80 - 1e-9, scene::id);
        assertTrue(region.x() >= 0 && region.x() + region.width() <= SceneSpec.SIDE, scene::id);
      }
    }
  }

  @Test
  void regionsAndPosesAreOtherPeoples() {
    for (SceneSpec scene : PLAN.generated()) {
      for (int i = 0; i < scene.people().size(); i++) {
        var truth = scene.groundTruth().people().get(i);
        assertEquals(PLAN.people().get(scene.people().get(i)).seed(), truth.identitySeed());
        assertNotEquals(truth.faceBox(), scene.region(i));
        double distance = truth.faceBox().centre().distance(scene.region(i).centre());
        assertTrue(distance < 0.3 * scene.region(i).height(), scene::id);
      }
    }
  }

  @Test
  void promptsSayNothingOfLooks() {
    for (SceneSpec scene : PLAN.generated()) {
      String all =
          scene.prompt() + ", " + scene.style() + ", " + String.join(", ", scene.clothes());
      for (int person : scene.people()) {
        Look look = PLAN.people().get(person).look();
        for (String word : List.of(Captions.hair(look), Captions.skin(look))) {
          assertFalse(all.contains(word), () -> all + " names " + word);
        }
      }
      for (String word : List.of("hair", "skin", "beard", "glasses", "smiling", "eyes", "bald")) {
        assertFalse(all.contains(word), () -> all + " names " + word);
      }
      assertEquals(scene.people().size(), scene.clothes().size());
    }
  }

  @Test
  void dealsEverybodyEquallyOften() {
    Deck deck = new Deck(7, 1);
    int[] dealt = new int[7];
    for (int i = 0; i < 70; i++) {
      List<Integer> hand = deck.deal(3);
      assertEquals(3, new HashSet<>(hand).size());
      hand.forEach(p -> dealt[p]++);
    }
    assertTrue(IntStream.of(dealt).allMatch(n -> n >= 29 && n <= 31));
  }
}
