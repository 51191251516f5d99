/**
 * Model families: what files one consists of, and its networks once loaded. Loading is apart from
 * running: {@link io.github.fpga.pipelines.family.ModelSet} names files, {@link
 * io.github.fpga.pipelines.family.PortraitModels} holds networks and serves concurrent requests.
 *
 * <p>FPGA (arXiv 2408.09248) is a method over a base model; RepControlNet (arXiv 2408.09240) merges
 * into it. Which networks make a family is our definition.
 */
package io.github.fpga.pipelines.family;
