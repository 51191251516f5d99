package io.github.fpga.pipelines.people;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a person was read from, so that a picture can be made again.
 *
 * @param specification what {@link PersonReader#read} was given, as in {@code a.png#2,b.png}
 * @param files SHA-256 of every file that was read, by its path as given
 */
public record Origin(String specification, Map<String, String> files) {

  /** Copies the map. */
  public Origin {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }
}
