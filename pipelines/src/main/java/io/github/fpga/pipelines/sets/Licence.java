package io.github.fpga.pipelines.sets;

/**
 * Under which terms a component may be used.
 *
 * @param id SPDX's or the hub's name of it
 * @param link where its text is
 * @param accept whether it forbids what people may be about to do, so that they must agree first
 * @param note what it forbids, in a sentence; may be empty
 */
public record Licence(String id, String link, boolean accept, String note) {

  /** Requires a name and a link. */
  public Licence {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a licence has an id, such as apache-2.0");
    }
    if (!link.startsWith("https://")) {
      throw new IllegalArgumentException(
          "a licence's link begins with https://, got '%s'".formatted(link));
    }
    if (accept && note.isBlank()) {
      throw new IllegalArgumentException(
          "the licence %s must be accepted, so its note says why".formatted(id));
    }
  }
}
