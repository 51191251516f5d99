/**
 * WebDataset tar shards (github.com/webdataset): files of one sample follow each other and share
 * the name before the first dot.
 */
package io.github.fpga.idzoom.tar;
