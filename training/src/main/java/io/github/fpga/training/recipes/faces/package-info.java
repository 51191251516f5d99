/** The recipes of the micro face models. All definitions here are ours. */
package io.github.fpga.training.recipes.faces;
