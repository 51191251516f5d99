package io.github.fpga.tensor;

import java.util.Map;

/**
 * What a checkpoint file of any format holds.
 *
 * @param tensors by key, in the order of the file
 * @param metadata free text by name
 */
record Contents(Map<String, StoredTensor> tensors, Map<String, String> metadata) {}
