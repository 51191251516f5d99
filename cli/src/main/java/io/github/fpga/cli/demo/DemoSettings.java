package io.github.fpga.cli.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * What the demo is run with.
 *
 * @param seed of all pictures
 * @param output folder
 * @param people at least three
 * @param options that every command gets which uses the networks
 */
public record DemoSettings(long seed, Path output, List<DemoPerson> people, List<String> options) {

  /** The options of another generator's command: nothing of it was distilled. */
  List<String> baselineOptions() {
    return options.stream().filter(option -> !option.equals("--fast")).toList();
  }

  /** Somebody by number; counted around where there are fewer. */
  DemoPerson person(int index) {
    return people.get(index % people.size());
  }

  /** A file of the output folder. */
  String file(String name) {
    return output.resolve(name).toString();
  }
}
