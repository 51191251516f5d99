/**
 * Faces spoiled on purpose, as other generators and editors spoil them, so that there is something
 * to repair. Our definition.
 */
package io.github.fpga.cli.damage;
