/**
 * Datasets as streams of records for training: shuffled, divided among ranks, read ahead on one
 * thread, and continued exactly where they stopped. Memory does not grow with the dataset.
 */
package io.github.fpga.idzoom.stream;
