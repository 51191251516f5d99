/**
 * Training: a visible loop, its optimiser, checkpoints that resume to the same numbers, and the
 * recipes of every network of the micro family.
 */
package io.github.fpga.training;
