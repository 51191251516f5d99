package io.github.fpga.tensor;

/**
 * A block of numbers that a torch file names; several tensors may lie in one.
 *
 * @param key its name in the file
 * @param elements how many numbers it has
 */
record TorchStorage(String key, StoredType type, long elements) {

  /** Length in bytes; it fits, because {@link TorchTensor} and the reader bound the elements. */
  long bytes() {
    return Math.multiplyExact(elements, (long) type.bytes);
  }
}
