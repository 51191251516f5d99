package io.github.fpga.evaluation.report;

/** The colours and names of what is compared, the same in tables, plots and pictures. */
enum Series {
  BEFORE("as generated", "#d97706"),
  AFTER("after DIIR", "#2563eb"),
  ROUND_TRIP("autoencoder alone", "#9333ea"),
  TRUTH("true renders", "#15803d");

  private final String words;
  private final String colour;

  Series(String words, String colour) {
    this.words = words;
    this.colour = colour;
  }

  String words() {
    return words;
  }

  String colour() {
    return colour;
  }
}
