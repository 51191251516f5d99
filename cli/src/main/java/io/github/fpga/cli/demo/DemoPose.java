package io.github.fpga.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A pose of the samples with the regions that belong to it.
 *
 * @param regions as {@code x,y,w,h}, from the left
 */
record DemoPose(Path file, List<String> regions) {

  /** Reads {@code samples/poses/NAME.json}. */
  static DemoPose sample(String name) {
    Path file = Places.sample("poses/" + name + ".json");
    List<String> regions = new ArrayList<>();
    try {
      for (JsonNode person : new ObjectMapper().readTree(file.toFile()).path("people")) {
        regions.add(person.path("region").asText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return new DemoPose(file, regions);
  }
}
