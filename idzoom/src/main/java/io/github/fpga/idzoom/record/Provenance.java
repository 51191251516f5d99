package io.github.fpga.idzoom.record;

/**
 * Where a picture comes from and what may be done with it.
 *
 * @param source an address or a description, not blank
 * @param licence an SPDX identifier or the name of the terms, not blank: a picture of unknown terms
 *     must not enter a dataset unnoticed
 */
public record Provenance(String source, String licence) {

  public Provenance {
    if (source.isBlank() || licence.isBlank()) {
      throw new IllegalArgumentException(
          "a source and a licence are needed, got \"%s\" and \"%s\"".formatted(source, licence));
    }
  }
}
