/**
 * Model sets: which files of which repositories make a family that portraits can be made with, as
 * one readable file each, and their way onto this machine. {@link
 * io.github.fpga.pipelines.sets.ModelHub} is where to start.
 *
 * <p>A set says where files come from and what they are for; it opens none of them. FPGA (arXiv
 * 2408.09248) leaves open which base model, adapter and face models are used: the choice is ours.
 */
package io.github.fpga.pipelines.sets;
