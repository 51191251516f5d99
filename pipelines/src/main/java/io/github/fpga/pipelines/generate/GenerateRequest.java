package io.github.fpga.pipelines.generate;

import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.family.FamilyTraits;
import io.github.fpga.pipelines.layout.Pose;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.Placement;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Portraits to be made. The i-th of several has the seed {@code seed + i}, as if asked for alone.
 *
 * @param prompt what the picture shows, not blank
 * @param negativePrompt what it should not show; empty for nothing
 * @param style words of the style, as in {@code watercolour}; empty for none
 * @param people at most 8; all have regions, or none has
 * @param pose bodies, one per person and at least their heads; null to let the layout choose
 * @param width in pixels, a multiple of 8 from 64 to 2048
 * @param height likewise
 * @param sampling how noise becomes latents
 * @param binding how people enter the picture
 * @param seed of all randomness
 * @param count how many pictures, 1 to 1000
 * @param restore how DIIR restores the faces afterwards; null for not at all
 */
public record GenerateRequest(
    String prompt,
    String negativePrompt,
    String style,
    List<Placement> people,
    Pose pose,
    int width,
    int height,
    Sampling sampling,
    Binding binding,
    long seed,
    int count,
    RestoreOptions restore) {

  private static final int MOST_PEOPLE = 8;
  private static final int LEAST_SIDE = 64;
  private static final int LARGEST_SIDE = 2048;
  private static final int CELL = 8;
  private static final int MOST_PICTURES = 1000;

  /** Copies the list; throws IllegalArgumentException saying what is wrong and what is allowed. */
  public GenerateRequest {
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(negativePrompt, "negativePrompt");
    Objects.requireNonNull(style, "style");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(binding, "binding");
    people = List.copyOf(people);
    if (prompt.isBlank()) {
      throw new IllegalArgumentException("the prompt is empty: say what the picture shows");
    }
    requireSide("width", width);
    requireSide("height", height);
    if (count < 1 || count > MOST_PICTURES) {
      throw new IllegalArgumentException(
          "count must be from 1 to %d, got %d".formatted(MOST_PICTURES, count));
    }
    if (sampling.distilled() && binding.controlNetWithoutIdentity()) {
      throw new IllegalArgumentException(
          "the baseline generator has no distilled modes: leave out one of the two");
    }
    requirePeople(people, pose);
  }

  private static void requireSide(String name, int side) {
    if (side < LEAST_SIDE || side > LARGEST_SIDE || side % CELL != 0) {
      throw new IllegalArgumentException(
          "%s must be a multiple of %d from %d to %d, got %d"
              .formatted(name, CELL, LEAST_SIDE, LARGEST_SIDE, side));
    }
  }

  private static void requirePeople(List<Placement> people, Pose pose) {
    if (people.size() > MOST_PEOPLE) {
      throw new IllegalArgumentException(
          "at most %d people, got %d".formatted(MOST_PEOPLE, people.size()));
    }
    List<Region> regions = people.stream().map(Placement::region).filter(Objects::nonNull).toList();
    if (!regions.isEmpty() && regions.size() < people.size()) {
      String without =
          people.stream()
              .filter(p -> p.region() == null)
              .map(p -> p.person().name())
              .findFirst()
              .orElseThrow();
      throw new IllegalArgumentException(
          "%s has no region: give every person a region, or none".formatted(without));
    }
    if (!regions.isEmpty()) {
      Region.requireApart(regions, people.stream().map(p -> p.person().name()).toList());
    }
    if (pose != null && pose.people().size() < people.size()) {
      throw new IllegalArgumentException(
          "the pose has %d bodies for %d people".formatted(pose.people().size(), people.size()));
    }
  }

  /** One square picture of the micro family's size with everything else as it is by default. */
  public static GenerateRequest of(String prompt, Placement... people) {
    return new GenerateRequest(
        prompt,
        "",
        "",
        List.of(people),
        null,
        256,
        256,
        Sampling.DEFAULT,
        Binding.DEFAULT,
        0,
        1,
        RestoreOptions.DEFAULT);
  }

  /** One square picture as a family's networks want it, everything else by default. */
  public static GenerateRequest of(FamilyTraits family, String prompt, Placement... people) {
    return of(prompt, people)
        .withSize(family.pictureSide(), family.pictureSide())
        .withSampling(Sampling.of(family.sampling()))
        .withRestore(RestoreOptions.of(family));
  }

  public GenerateRequest withPrompt(String newPrompt) {
    return with(draft -> draft.prompt = newPrompt);
  }

  public GenerateRequest withNegativePrompt(String newPrompt) {
    return with(draft -> draft.negativePrompt = newPrompt);
  }

  public GenerateRequest withStyle(String newStyle) {
    return with(draft -> draft.style = newStyle);
  }

  public GenerateRequest withPeople(List<Placement> newPeople) {
    return with(draft -> draft.people = newPeople);
  }

  public GenerateRequest withPose(Pose newPose) {
    return with(draft -> draft.pose = newPose);
  }

  public GenerateRequest withSize(int newWidth, int newHeight) {
    return with(
        draft -> {
          draft.width = newWidth;
          draft.height = newHeight;
        });
  }

  public GenerateRequest withSampling(Sampling newSampling) {
    return with(draft -> draft.sampling = newSampling);
  }

  public GenerateRequest withBinding(Binding newBinding) {
    return with(draft -> draft.binding = newBinding);
  }

  public GenerateRequest withSeed(long newSeed) {
    return with(draft -> draft.seed = newSeed);
  }

  public GenerateRequest withCount(int newCount) {
    return with(draft -> draft.count = newCount);
  }

  /** With these restore options; null for no restoring. */
  public GenerateRequest withRestore(RestoreOptions newRestore) {
    return with(draft -> draft.restore = newRestore);
  }

  /** The components of a copy that differs. */
  private static final class Draft {
    private String prompt;
    private String negativePrompt;
    private String style;
    private List<Placement> people;
    private Pose pose;
    private int width;
    private int height;
    private Sampling sampling;
    private Binding binding;
    private long seed;
    private int count;
    private RestoreOptions restore;

    Draft(GenerateRequest from) {
      prompt = from.prompt;
      negativePrompt = from.negativePrompt;
      style = from.style;
      people = from.people;
      pose = from.pose;
      width = from.width;
      height = from.height;
      sampling = from.sampling;
      binding = from.binding;
      seed = from.seed;
      count = from.count;
      restore = from.restore;
    }

    GenerateRequest build() {
      return new GenerateRequest(
          prompt,
          negativePrompt,
          style,
          people,
          pose,
          width,
          height,
          sampling,
          binding,
          seed,
          count,
          restore);
    }
  }

  private GenerateRequest with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.build();
  }
}
