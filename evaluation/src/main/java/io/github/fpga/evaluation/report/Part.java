package io.github.fpga.evaluation.report;

/** A part of a page: well-formed, escaped, and needing no other file. */
@FunctionalInterface
public interface Part {

  /** The part as HTML that is XML too. */
  String html();
}
