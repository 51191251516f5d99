package io.github.fpga.idzoom.world;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture as a description, independent of any resolution. Scene coordinates: the picture is 1
 * high and {@code aspect} wide, the origin is its upper left corner.
 *
 * @param seed the variation of the background
 * @param aspect width over height
 * @param people 0 to 8 people; larger faces are nearer and cover smaller ones
 */
public record Scene(
    long seed,
    Shot shot,
    Place place,
    Style style,
    Light light,
    double aspect,
    List<Person> people) {

  public Scene {
    people = List.copyOf(people);
    if (!(aspect >= 0.25 && aspect <= 4) || people.size() > 8) {
      throw new IllegalArgumentException(
          "a scene has an aspect of 0.25 to 4 and at most 8 people, got %s and %d"
              .formatted(aspect, people.size()));
    }
  }

  /** The same picture with somebody else in one person's place. */
  public Scene withIdentity(int index, Identity identity) {
    List<Person> changed = new ArrayList<>(people);
    changed.set(index, people.get(index).withIdentity(identity));
    return withPeople(changed);
  }

  /** The same picture with other people, one for each place. */
  public Scene withIdentities(List<Identity> identities) {
    if (identities.size() != people.size()) {
      throw new IllegalArgumentException(
          "%d identities for %d places".formatted(identities.size(), people.size()));
    }
    List<Person> changed = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      changed.add(people.get(i).withIdentity(identities.get(i)));
    }
    return withPeople(changed);
  }

  public Scene withPeople(List<Person> others) {
    return new Scene(seed, shot, place, style, light, aspect, others);
  }

  public Scene withPlace(Place other) {
    return new Scene(seed, shot, other, style, light, aspect, people);
  }

  public Scene withStyle(Style other) {
    return new Scene(seed, shot, place, other, light, aspect, people);
  }

  public Scene withLight(Light other) {
    return new Scene(seed, shot, place, style, other, aspect, people);
  }
}
