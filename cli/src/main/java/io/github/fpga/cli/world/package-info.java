/** PortraitWorld on the command line: sample scenes with their ground truth, and portraits. */
package io.github.fpga.cli.world;
