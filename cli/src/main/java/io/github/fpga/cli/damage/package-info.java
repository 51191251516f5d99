/** What {@code fpga damage} is asked for. */
package io.github.fpga.cli.damage;
