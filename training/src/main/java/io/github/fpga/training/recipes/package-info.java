/** The recipes of the micro family, one per file, in the order of docs/training.md. */
package io.github.fpga.training.recipes;
