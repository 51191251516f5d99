package io.github.fpga.pipelines.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.pipelines.condition.PromptWeights.Span;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PromptWeightsTest {

  /** The spans as text|weight with two digits. */
  private static String parsed(String prompt) {
    return PromptWeights.parse(prompt).stream()
        .map(span -> "%s|%.2f".formatted(span.text(), span.weight()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void plainTextIsOneSpan() {
    assertEquals(List.of(new Span("a red dress, 3:4", 1)), PromptWeights.parse("a red dress, 3:4"));
    assertEquals(List.of(), PromptWeights.parse(""));
  }

  @Test
  void bracketsMultiply() {
    assertEquals("a |1.00 red|1.10  dress|1.00", parsed("a (red) dress"));
    assertEquals("a|1.21 b|1.10", parsed("((a)b)"));
    assertEquals("a|0.91", parsed("[a]"));
    assertEquals("a|1.40 b|1.00", parsed("(a:1.4)b"));
    assertEquals("a|1.65 b|1.50", parsed("((a)b:1.5)"));
    assertEquals("a|-0.50", parsed("(a:-.5)"));
    assertEquals("a|10.00", parsed("(a:99)"));
  }

  @Test
  void openAndStrayBracketsAndEscapes() {
    assertEquals("a |1.00 b|1.10", parsed("a (b"));
    assertEquals("a) b]|1.00", parsed("a) b]"));
    assertEquals("a (b) \\c|1.00", parsed("a \\(b\\) \\c"));
    assertEquals("a: b|1.10", parsed("(a: b)"));
  }
}
