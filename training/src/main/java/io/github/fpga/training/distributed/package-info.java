/**
 * Data-parallel training in several processes: one copy of the network per rank, gradients summed
 * over all of them by torch.distributed inside libtorch (Gloo in memory, NCCL on GPUs), processes
 * found by torchrun's environment variables. Every rank makes the same update, so none of them
 * holds anything that the others lack; rank 0 alone writes. Reference for the layout in buckets: S.
 * Li et al., "PyTorch Distributed: Experiences on Accelerating Data Parallel Training", arXiv
 * 2006.15704.
 */
package io.github.fpga.training.distributed;
