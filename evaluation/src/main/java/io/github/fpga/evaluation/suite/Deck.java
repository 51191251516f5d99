package io.github.fpga.evaluation.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Deals people in shuffled rounds, so that all come about equally often. */
final class Deck {

  private final int people;
  private final Random random;
  private final List<Integer> left = new ArrayList<>();

  Deck(int people, long seed) {
    this.people = people;
    random = new Random(seed);
  }

  /** Different people. */
  List<Integer> deal(int count) {
    List<Integer> dealt = new ArrayList<>();
    List<Integer> later = new ArrayList<>();
    while (dealt.size() < count) {
      if (left.isEmpty()) {
        IntStream.range(0, people).forEach(left::add);
        Collections.shuffle(left, random);
      }
      Integer next = left.remove(left.size() - 1);
      (dealt.contains(next) ? later : dealt).add(next);
    }
    left.addAll(later);
    return dealt;
  }
}
