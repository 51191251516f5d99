package io.github.fpga.tensor;

import java.util.Arrays;

/**
 * A tensor as a torch file describes it: a window with strides on a storage.
 *
 * @param offset of the first element, in elements
 * @param strides in elements, none negative
 */
record TorchTensor(TorchStorage storage, long offset, long[] shape, long[] strides) {

  /** libtorch's own limit. */
  private static final int MAX_DIMENSIONS = 64;

  /**
   * Checks a description.
   *
   * @throws IllegalArgumentException where the window leaves its storage or repeats it
   */
  static TorchTensor of(TorchStorage storage, Object offset, Object shape, Object strides) {
    long[] sizes = numbers("shape", shape);
    long[] steps = numbers("stride", strides);
    if (!(offset instanceof Long first) || first < 0) {
      throw new IllegalArgumentException("a tensor has an offset that is no size");
    }
    if (sizes.length != steps.length) {
      throw new IllegalArgumentException(
          "a tensor of shape %s has the strides %s"
              .formatted(Arrays.toString(sizes), Arrays.toString(steps)));
    }
    TorchTensor tensor = new TorchTensor(storage, first, sizes, steps);
    try {
      long elements = Shapes.elements(sizes);
      // More elements than its storage has numbers: a few bytes would ask for any amount of memory.
      if (elements > storage.elements() || tensor.end() > storage.elements()) {
        throw new ArithmeticException();
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "a tensor of shape %s, strides %s and offset %d does not fit its storage \"%s\" of %d elements"
              .formatted(
                  Arrays.toString(sizes),
                  Arrays.toString(steps),
                  first,
                  storage.key(),
                  storage.elements()),
          e);
    }
    return tensor;
  }

  private static long[] numbers(String what, Object value) {
    boolean whole =
        value instanceof Object[] items
            && items.length <= MAX_DIMENSIONS
            && Arrays.stream(items).allMatch(item -> item instanceof Long n && n >= 0);
    if (!whole) {
      throw new IllegalArgumentException("a tensor has a %s of no sizes".formatted(what));
    }
    return Arrays.stream((Object[]) value).mapToLong(item -> (Long) item).toArray();
  }

  /** Behind the last element, in elements of the storage. */
  private long end() {
    long last = offset;
    long elements = 1;
    for (int i = 0; i < shape.length; i++) {
      elements = Math.multiplyExact(elements, Math.max(1, shape[i]));
      last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape[i] - 1), strides[i]));
    }
    return Shapes.elements(shape) == 0 ? offset : Math.addExact(last, 1);
  }

  /**
   * Where this tensor lies in a file.
   *
   * @param begin where its storage's data start, which must be there whole
   */
  StoredTensor in(MappedFile file, long begin) {
    int size = storage.type().bytes;
    boolean plain = Arrays.equals(strides, rowMajor());
    return new StoredTensor(
        file,
        storage.type(),
        shape,
        plain ? null : strides,
        begin + offset * size,
        (end() - offset) * size);
  }

  private long[] rowMajor() {
    long[] steps = new long[shape.length];
    long step = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      steps[i] = step;
      step *= Math.max(1, shape[i]);
    }
    return steps;
  }
}
