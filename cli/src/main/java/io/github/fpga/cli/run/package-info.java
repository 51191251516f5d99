/** What commands run in: streams, the terminal, progress, cancellation, errors and output files. */
package io.github.fpga.cli.run;
