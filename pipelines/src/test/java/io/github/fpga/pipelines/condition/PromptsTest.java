package io.github.fpga.pipelines.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromptsTest {

  @Test
  void aStyleGoesBeforeTheFirstNoun() {
    assertEquals("a portrait", Prompts.styled("", " a portrait "));
    assertEquals(
        "a watercolour portrait of two people",
        Prompts.styled("watercolour", "a portrait of two people"));
    assertEquals("an ink portrait", Prompts.styled("ink", "A portrait"));
    assertEquals("a flat picture", Prompts.styled("flat", "an picture"));
    assertEquals("a flat two people", Prompts.styled(" flat ", "two people"));
  }

  @Test
  void apersonsOwnTextFollowsThePictures() {
    assertEquals("a portrait", Prompts.personal("a portrait", " "));
    assertEquals(
        "a portrait, a person wearing a red dress",
        Prompts.personal("a portrait", "wearing a red dress"));
    assertEquals(
        "a portrait, a person smiling", Prompts.personal("a portrait", "a person smiling"));
  }

  @Test
  void thingsAreWorn() {
    assertEquals(
        "p, a person wearing a red dress, smiling", Prompts.personal("p", "red dress, smiling"));
    assertEquals("p, a person wearing an orange hat", Prompts.personal("p", "orange hat"));
    assertEquals("p, a person wearing the coat", Prompts.personal("p", "the coat"));
    assertEquals("p, a person wearing blue jeans", Prompts.personal("p", "blue jeans"));
    assertEquals("p, a person eyes closed", Prompts.personal("p", "eyes closed"));
    assertEquals(
        "p, a person with a beard, laughing", Prompts.personal("p", "with a beard, laughing"));
  }

  @Test
  void guidedRowsBeginWithTheUnwantedOnes() {
    assertEquals(List.of("bad", "bad", "a", "b"), Prompts.rows("bad", List.of("a", "b"), true));
    assertEquals(List.of("a", "b"), Prompts.rows("bad", List.of("a", "b"), false));
  }
}
