package io.github.fpga.evaluation.experiment;

import java.util.List;

/**
 * One of the paper's questions, ready to be answered.
 *
 * @param name as in {@code --suite}
 * @param title at the top of its page
 * @param lead what was done, in a sentence or two
 * @param tables in the page's order
 * @param leftOut a sentence for each row that needs weights which were not given
 */
public record Suite(
    String name, String title, String lead, List<Experiment> tables, List<String> leftOut) {

  /** Copies the lists. */
  public Suite {
    tables = List.copyOf(tables);
    leftOut = List.copyOf(leftOut);
  }
}
