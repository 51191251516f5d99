/** Options and argument syntax that several commands share. */
package io.github.fpga.cli.options;
