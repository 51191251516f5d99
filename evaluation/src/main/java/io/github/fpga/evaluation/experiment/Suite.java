package io.github.fpga.evaluation.experiment;

import java.util.List;

/**
 * One of the paper's questions, ready to be answered.
 *
 * @param name as in {@code --suite}
 * @param title at the top of its page
 * @param lead what was done, in a sentence or two
 * @param tables in the page's order
 * @param notes what a reader must know of rows, such as those left out
 */
public record Suite(
    String name, String title, String lead, List<Experiment> tables, List<String> notes) {

  /** Copies the lists. */
  public Suite {
    tables = List.copyOf(tables);
    notes = List.copyOf(notes);
  }
}
