package io.github.fpga.pipelines.condition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How strongly the parts of a prompt count, in the notation of the public user interfaces: {@code
 * (words)} counts 1.1 times as much, {@code [words]} so much less, {@code (words:1.4)} as often as
 * it says; brackets may be nested, and {@code \(} is a bracket of the text.
 */
public final class PromptWeights {

  private static final double STEP = 1.1;
  private static final double MOST = 10;
  private static final Pattern NUMBER =
      Pattern.compile(":\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*\\)");

  private final List<Span> spans = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final Deque<Integer> round = new ArrayDeque<>();
  private final Deque<Integer> square = new ArrayDeque<>();

  private PromptWeights() {}

  /**
   * A part of a prompt.
   *
   * @param weight 1 for as it is, in [-10, 10]
   */
  public record Span(String text, double weight) {}

  /** The parts of a prompt without their brackets, none empty; a bracket left open ends there. */
  public static List<Span> parse(String prompt) {
    return new PromptWeights().read(prompt);
  }

  private List<Span> read(String prompt) {
    Matcher number = NUMBER.matcher(prompt);
    int at = 0;
    while (at < prompt.length()) {
      char c = prompt.charAt(at);
      if (c == '\\' && at + 1 < prompt.length() && "()[]\\".indexOf(prompt.charAt(at + 1)) >= 0) {
        text.append(prompt.charAt(at + 1));
        at += 2;
      } else if (c == ':' && !round.isEmpty() && number.region(at, prompt.length()).lookingAt()) {
        close(round, Double.parseDouble(number.group(1)));
        at = number.end();
      } else {
        plain(c);
        at++;
      }
    }
    flush();
    round.forEach(start -> multiply(start, STEP));
    square.forEach(start -> multiply(start, 1 / STEP));
    return List.copyOf(spans);
  }

  private void plain(char c) {
    if (c == '(' || c == '[') {
      flush();
      (c == '(' ? round : square).push(spans.size());
    } else if (c == ')' && !round.isEmpty()) {
      close(round, STEP);
    } else if (c == ']' && !square.isEmpty()) {
      close(square, 1 / STEP);
    } else {
      text.append(c);
    }
  }

  private void close(Deque<Integer> open, double factor) {
    flush();
    multiply(open.pop(), factor);
  }

  private void multiply(int start, double factor) {
    for (int i = start; i < spans.size(); i++) {
      double weight = Math.max(-MOST, Math.min(MOST, spans.get(i).weight() * factor));
      spans.set(i, new Span(spans.get(i).text(), weight));
    }
  }

  private void flush() {
    if (!text.isEmpty()) {
      spans.add(new Span(text.toString(), 1));
      text.setLength(0);
    }
  }
}
