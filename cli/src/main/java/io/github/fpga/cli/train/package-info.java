/** Training runs on the command line. */
package io.github.fpga.cli.train;
