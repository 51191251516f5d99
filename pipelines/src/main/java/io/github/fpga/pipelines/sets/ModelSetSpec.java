package io.github.fpga.pipelines.sets;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model set, with what it extends already in it.
 *
 * @param name how commands call it
 * @param faces the set of face models that it is bound to; null for none
 * @param sampling recommended settings; null where the family's own are right
 * @param components by their role
 * @param note what people should know; may be empty
 * @param origin the file it was read from, for messages
 */
public record ModelSetSpec(
    String name,
    String description,
    SetFamily family,
    String faces,
    SamplingAdvice sampling,
    Map<Role, SetComponent> components,
    String note,
    String origin) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

  /** Checks the name and that there is something in it. */
  public ModelSetSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a set's name has 1 to 63 lower-case letters, digits, '-' and '.', got '%s'"
              .formatted(name));
    }
    if (components.isEmpty()) {
      throw new IllegalArgumentException("the set has no components");
    }
    if (family == SetFamily.FACES && faces != null) {
      throw new IllegalArgumentException("a set of face models is not bound to another one");
    }
    if (family != SetFamily.FACES && !components.containsKey(Role.BASE)) {
      throw new IllegalArgumentException(
          "a set of the family %s has a component with the role base".formatted(family.word()));
    }
    components = Collections.unmodifiableMap(new EnumMap<>(components));
  }

  /** The component of a role. */
  public Optional<SetComponent> component(Role role) {
    return Optional.ofNullable(components.get(role));
  }

  @Override
  public String toString() {
    return name;
  }
}
