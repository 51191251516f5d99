/** The subcommands of {@code fpga models} about public model sets; see docs/models.md. */
package io.github.fpga.cli.models;
