package io.github.fpga.pipelines.sets;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a component of a set is for. A set has at most one of each. */
public enum Role {
  /** The pipeline: denoiser, autoencoder, text encoders, tokenizers. */
  BASE,
  /** Another autoencoder than the base's. */
  VAE,
  /** A small autoencoder for previews. */
  PREVIEW,
  /** A ControlNet for drawn skeletons. */
  CONTROLNET,
  /** RepControlNet's skeleton mode, as {@code fpga train repcontrolnet} writes it. */
  REPCONTROLNET,
  /** An IP-Adapter. */
  IDENTITY,
  /** The LoRA that belongs to an IP-Adapter. */
  IDENTITY_LORA,
  /** The picture encoder that an IP-Adapter was trained with. */
  IMAGE_ENCODER,
  /** A LoRA that makes few steps enough. */
  FEW_STEP_LORA,
  FACE_DETECTOR,
  FACE_RECOGNISER,
  /** Dense landmarks. */
  FACE_LANDMARKS;

  /** As it is written in a set, such as {@code image-encoder}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The role of a word.
   *
   * @throws IllegalArgumentException for another word, with the known ones
   */
  static Role of(String word) {
    return Arrays.stream(values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no role, known: %s"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(Role::word)
                                .collect(Collectors.joining(", ")))));
  }
}
