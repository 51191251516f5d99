/** A hub of models on this machine, for tests. */
package io.github.fpga.testkit.hub;
