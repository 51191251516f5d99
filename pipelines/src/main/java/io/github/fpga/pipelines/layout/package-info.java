/**
 * Where people are: face regions, body poses, and sensible ones where the user gives none.
 *
 * <p>FPGA (arXiv 2408.09248, the section on multi-ID generation) binds each identity to a face box
 * and controls bodies by skeletons; how boxes and skeletons are made up is our definition.
 */
package io.github.fpga.pipelines.layout;
