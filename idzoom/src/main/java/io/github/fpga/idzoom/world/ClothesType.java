package io.github.fpga.idzoom.world;

/** Kinds of clothes. */
public enum ClothesType {
  T_SHIRT("tshirt"),
  SHIRT("shirt"),
  HOODIE("hoodie"),
  DRESS("dress"),
  SUIT("suit"),
  COAT("coat"),
  SWEATER("sweater"),
  TANK_TOP("tank top");

  private final String words;

  ClothesType(String words) {
    this.words = words;
  }

  /** The words of captions; empty where captions say nothing. */
  public String words() {
    return words;
  }
}
