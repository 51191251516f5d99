/** One class per command. */
package io.github.fpga.cli.commands;
