/** Training data: sharded tensors on disk, and the samples drawn from PortraitWorld. */
package io.github.fpga.training.data;
