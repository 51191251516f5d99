/** {@code fpga dataset}: the settings of a build, and the process that Spark runs in. */
package io.github.fpga.cli.dataset;
