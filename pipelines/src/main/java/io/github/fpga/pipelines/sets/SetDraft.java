package io.github.fpga.pipelines.sets;

import java.util.EnumMap;
import java.util.Map;

/**
 * What one file says, before what it extends is added. Null is what it does not say.
 *
 * @param parent name of the set that it extends
 */
record SetDraft(
    String name,
    String parent,
    String description,
    SetFamily family,
    String faces,
    SamplingAdvice sampling,
    Map<Role, SetComponent> components,
    String note,
    String origin) {

  /** The set, where it stands alone. */
  ModelSetSpec alone() {
    return new ModelSetSpec(
        name, description, family, faces, sampling, components, note == null ? "" : note, origin);
  }

  /** The set: what this file says counts before what the extended one says. */
  ModelSetSpec over(ModelSetSpec base) {
    if (family != null && family != base.family()) {
      throw new SetSyntaxException(
          "the family is %s, but the set %s that it extends is of %s"
              .formatted(family.word(), base.name(), base.family().word()));
    }
    Map<Role, SetComponent> all = new EnumMap<>(base.components());
    all.putAll(components);
    return new ModelSetSpec(
        name,
        description,
        base.family(),
        faces == null ? base.faces() : faces,
        sampling == null ? base.sampling() : sampling,
        all,
        note == null ? base.note() : note,
        origin);
  }
}
