/**
 * Faces spoiled on purpose, as other generators, editors and cameras spoil them, so that there is
 * something to repair. Our definition.
 */
package io.github.fpga.evaluation.damage;
