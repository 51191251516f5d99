package io.github.fpga.evaluation.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.evaluation.metrics.Metric;
import io.github.fpga.idzoom.world.Captions;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.pipelines.diir.RestoreOptions;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProtocolTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Words of a person's looks, which no prompt of an evaluation may say. */
  private static final Set<String> LOOKS =
      Set.of("hair", "beard", "moustache", "glasses", "skin", "eyes", "hat", "cap", "bald");

  @Test
  void everySuiteHasOne() {
    Set<Long> casts = new HashSet<>();
    for (String suite : Protocols.SUITES) {
      Protocol protocol = Protocols.of(suite);
      assertEquals(suite, protocol.suite());
      assertEquals(IdentitySplit.EVALUATION, protocol.people().split());
      assertEquals(64, Protocols.checksum(suite).length());
      casts.add(protocol.people().seed());
    }
    assertEquals(Protocols.SUITES.size(), casts.size(), "every suite has people of its own");
    assertThrows(IllegalArgumentException.class, () -> Protocols.of("beauty"));
  }

  @Test
  void promptsSayNothingOfLooksAndOnlyKnownWords() {
    for (String suite : Protocols.SUITES) {
      for (SceneSet scenes : Protocols.of(suite).scenes()) {
        for (int i = 0; i < scenes.count(); i++) {
          String prompt = scenes.prompt(i);
          for (String word : prompt.split(" ")) {
            assertTrue(Captions.vocabulary().contains(word), prompt);
            assertFalse(LOOKS.contains(word), prompt);
          }
        }
      }
    }
  }

  @Test
  void promptsAndPeopleComeInTurn() {
    SceneSet groups = Protocols.of("restoration").scenes().get(0);
    assertEquals("a full body picture of two people in a park", groups.prompt(0));
    assertEquals("a full body picture of three people at the beach", groups.prompt(1));
    assertEquals(2, groups.people(2));
    assertEquals(groups.prompt(0), groups.prompt(12));
  }

  @Test
  void settingsReachTheOptions() {
    Protocol swap = Protocols.of("swap");
    assertEquals(RestoreOptions.SWAP, swap.restoring().on(RestoreOptions.SWAP));
    assertEquals(
        RestoreOptions.DEFAULT, Protocols.of("comparison").restoring().on(RestoreOptions.DEFAULT));
    assertEquals(50, swap.people().people().size());
    assertEquals(Metric.SIMILARITY, swap.measured().get(0));
  }

  @Test
  void quickKeepsEveryKindOfScene() {
    Protocol whole = Protocols.of("comparison");
    Protocol quick = whole.quick();
    assertEquals(3, quick.scenes().size());
    assertEquals(1, quick.scenes().get(2).count());
    assertEquals(List.of(1L), quick.seeds());
    assertEquals(2, quick.sampling().steps());
    assertEquals(whole.metrics(), quick.metrics());
    assertEquals(quick, Protocols.parse(Protocols.text(quick), "text"));
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    for (String suite : Protocols.SUITES) {
      Protocol protocol = Protocols.of(suite);
      assertEquals(protocol, Protocols.parse(Protocols.text(protocol), "text"));
    }
  }

  private static String refused(Consumer<ObjectNode> change) throws IOException {
    JsonNode tree = JSON.readTree(Protocols.text(Protocols.of("ablation")));
    change.accept((ObjectNode) tree);
    return refused(tree.toString());
  }

  private static String refused(String text) {
    return assertThrows(IllegalArgumentException.class, () -> Protocols.parse(text, "file.json"))
        .getMessage();
  }

  private static void says(String message, String part) {
    assertTrue(message.contains("file.json") && message.contains(part), message);
  }

  @Test
  void refusesUnknownKeysAtEveryDepth() throws IOException {
    says(refused(p -> p.put("stepz", 1)), "stepz");
    for (String inner : List.of("people", "sampling", "restoring")) {
      says(refused(p -> ((ObjectNode) p.get(inner)).put("sead", 1)), "sead");
    }
    says(refused(p -> ((ObjectNode) p.get("scenes").get(0)).put("style", "ink")), "style");
    says(refused(p -> ((ObjectNode) p.get("metrics")).put("fid", 1)), "fid");
  }

  @Test
  void refusesMissingNullAndRepeatedKeys() throws IOException {
    for (String key : List.of("version", "seeds", "people", "metrics", "sampling")) {
      says(refused(p -> p.remove(key)), key);
      says(refused(p -> p.putNull(key)), key);
    }
    String text = Protocols.text(Protocols.of("ablation"));
    says(refused(text.replaceFirst("\\{", "{\"version\":1,")), "version");
    says(refused(text + "{}"), "token");
    says(refused(""), "");
  }

  @Test
  void refusesNumbersAsTextAndFractions() throws IOException {
    says(refused(p -> p.put("version", "1")), "version");
    says(refused(p -> p.put("version", 1.5)), "version");
    says(refused(p -> ((ObjectNode) p.get("people")).put("count", true)), "count");
    says(refused(p -> ((ObjectNode) p.get("people")).put("split", 2)), "split");
    says(refused(p -> p.put("suite", 7)), "suite");
  }

  @Test
  void refusesWhatCannotBeDone() throws IOException {
    says(refused(p -> ((ObjectNode) p.get("people")).put("split", "TRAIN")), "TRAIN");
    says(refused(p -> ((ObjectNode) p.get("people")).put("count", 1)), "people.count");
    says(refused(p -> ((ObjectNode) p.get("sampling")).put("sampler", "magic")), "dpmpp_2m");
    says(refused(p -> ((ObjectNode) p.get("restoring")).put("strength", 1.5)), "strength");
    says(refused(p -> p.putArray("seeds").add(3).add(3)), "seeds");
    says(refused(p -> p.putArray("seeds")), "seeds");
    says(refused(p -> p.putArray("seeds").add(-1)), "seeds");
    says(refused(p -> p.put("suite", "../x")), "../x");
    ObjectNode world = JSON.createObjectNode().put("kind", "WORLD_SMALL").put("count", 1);
    world.putArray("people").add(1);
    world.putArray("prompts").add("{people}");
    says(refused(p -> p.putArray("scenes").add(world)), "WORLD_SMALL");
    ObjectNode group = world.deepCopy().put("kind", "GROUP");
    group.putArray("prompts").add("two people");
    says(refused(p -> p.putArray("scenes").add(group)), "{people}");
  }

  @Test
  void refusesOtherVersionsOfMetrics() throws IOException {
    String message = refused(p -> ((ObjectNode) p.get("metrics")).put("nme", 2));
    says(message, "version 2 of the metric nme");
  }
}
