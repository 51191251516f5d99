package io.github.fpga.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.PersonAssignment.Candidate;
import io.github.fpga.faces.PersonAssignment.Person;
import io.github.fpga.faces.PersonAssignment.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class PersonAssignmentTest {

  private static final float[] ANNA = {1, 0, 0};
  private static final float[] BERT = {0, 1, 0};
  private static final float[] NOBODY = {0, 0, 1};
  private static final Box LEFT = new Box(10, 10, 40, 40);
  private static final Box RIGHT = new Box(200, 10, 40, 40);

  @Example
  void regionDecidesNotOrder() {
    List<Candidate> faces = List.of(new Candidate(RIGHT, null), new Candidate(LEFT, null));
    assertArrayEquals(
        new int[] {1, 0},
        PersonAssignment.assign(List.of(new Person(LEFT, null), new Person(RIGHT, null)), faces));
  }

  @Example
  void identityDecidesWhereNoRegionIsGiven() {
    List<Candidate> faces =
        List.of(new Candidate(LEFT, BERT), new Candidate(RIGHT, NOBODY), new Candidate(LEFT, ANNA));
    assertArrayEquals(
        new int[] {2, 0},
        PersonAssignment.assign(List.of(new Person(null, ANNA), new Person(null, BERT)), faces));
  }

  @Example
  void aBrokenFaceInTheRightPlaceIsTaken() {
    assertArrayEquals(
        new int[] {0},
        PersonAssignment.assign(
            List.of(new Person(LEFT, ANNA)),
            List.of(new Candidate(LEFT.scaled(1.1), NOBODY), new Candidate(RIGHT, NOBODY))));
  }

  @Example
  void aStrangerFarAwayIsRejected() {
    List<Candidate> faces = List.of(new Candidate(RIGHT, NOBODY));
    assertArrayEquals(
        new int[] {-1}, PersonAssignment.assign(List.of(new Person(LEFT, ANNA)), faces));
    assertArrayEquals(
        new int[] {-1}, PersonAssignment.assign(List.of(new Person(LEFT, null)), faces));
    assertArrayEquals(
        new int[] {-1}, PersonAssignment.assign(List.of(new Person(null, ANNA)), faces));
    assertArrayEquals(
        new int[] {0},
        PersonAssignment.assign(List.of(new Person(null, ANNA)), faces, new Settings(0.5, 1)));
  }

  @Example
  void morePersonsThanFaces() {
    int[] assigned =
        PersonAssignment.assign(
            List.of(new Person(RIGHT, null), new Person(LEFT, null)),
            List.of(new Candidate(LEFT, null)));
    assertArrayEquals(new int[] {-1, 0}, assigned);
    assertArrayEquals(
        new int[] {-1}, PersonAssignment.assign(List.of(new Person(LEFT, null)), List.of()));
  }

  @Property(tries = 200)
  void shufflingFacesShufflesTheAnswer(@ForAll long seed) {
    Random random = new Random(seed);
    List<Candidate> faces = new ArrayList<>();
    List<Person> persons = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Box box = new Box(60 * i + random.nextInt(10), random.nextInt(40), 30, 40);
      float[] embedding = {random.nextFloat(), random.nextFloat(), 0.1f};
      faces.add(new Candidate(box, embedding));
      persons.add(new Person(box.scaled(0.8 + 0.4 * random.nextDouble()), embedding));
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, 4).boxed().toList());
    Collections.shuffle(order, random);
    int[] shuffled = PersonAssignment.assign(persons, order.stream().map(faces::get).toList());
    for (int i = 0; i < 4; i++) {
      assertEquals(i, order.get(shuffled[i]));
    }
  }

  @Property
  void costStaysInItsRange(
      @ForAll @DoubleRange(min = -500, max = 500) double x,
      @ForAll @DoubleRange(min = 1, max = 300) double width,
      @ForAll @DoubleRange(min = -1, max = 1) double a) {
    float[] embedding = {(float) a, 0.5f, -0.2f};
    double cost =
        PersonAssignment.cost(
            new Person(LEFT, ANNA),
            new Candidate(new Box(x, 20, width, 50), embedding),
            Settings.DEFAULT);
    assertTrue(cost >= 0 && cost <= 1, "cost " + cost);
  }

  @Example
  void cluesAreNeeded() {
    assertThrows(IllegalArgumentException.class, () -> new Person(null, null));
    assertThrows(IllegalArgumentException.class, () -> new Settings(2, 0.5));
    List<Candidate> noEmbedding = List.of(new Candidate(LEFT, null));
    List<Person> anna = List.of(new Person(null, ANNA));
    assertThrows(IllegalArgumentException.class, () -> PersonAssignment.assign(anna, noEmbedding));
  }
}
