package io.github.fpga.idzoom.world;

/** Where a scene plays. */
public enum Place {
  PARK("in a park"),
  BEACH("at the beach"),
  STREET("in a street"),
  MOUNTAINS("in the mountains"),
  SNOW("in the snow"),
  NIGHT_CITY("in a city at night"),
  GARDEN("in a garden"),
  OFFICE("in an office"),
  LIVING_ROOM("in a living room"),
  STUDIO("in a studio"),
  LIBRARY("in a library"),
  KITCHEN("in a kitchen");

  private final String words;

  Place(String words) {
    this.words = words;
  }

  /** The words of captions; empty where captions say nothing. */
  public String words() {
    return words;
  }
}
