package io.github.fpga.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The stack of a pickle machine with its marks; nothing can be taken from below the newest mark.
 * What is not there is an IllegalArgumentException.
 */
final class PickleStack {

  private static final int MAX_OBJECTS = 1_000_000;
  private static final int MAX_MARKS = 1_000;

  private final List<Object> objects = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();

  void push(Object object) {
    objects.add(object);
    if (objects.size() > MAX_OBJECTS) {
      throw new IllegalArgumentException(
          "its stack has more than %d objects".formatted(MAX_OBJECTS));
    }
  }

  Object top() {
    int floor = marks.isEmpty() ? 0 : marks.peek();
    if (objects.size() <= floor) {
      throw new IllegalArgumentException("its stack is empty");
    }
    return objects.get(objects.size() - 1);
  }

  Object pop() {
    Object top = top();
    objects.remove(objects.size() - 1);
    return top;
  }

  /** The newest objects, taken off; the newest comes last. */
  Object[] pop(int count) {
    Object[] popped = new Object[count];
    for (int i = count - 1; i >= 0; i--) {
      popped[i] = pop();
    }
    return popped;
  }

  void mark() {
    marks.push(objects.size());
    if (marks.size() > MAX_MARKS) {
      throw new IllegalArgumentException("it is nested more than %d deep".formatted(MAX_MARKS));
    }
  }

  /** Everything above the newest mark, taken off with it. */
  Object[] popToMark() {
    if (marks.isEmpty()) {
      throw new IllegalArgumentException("its stack has no mark");
    }
    List<Object> above = objects.subList(marks.pop(), objects.size());
    Object[] popped = above.toArray();
    above.clear();
    return popped;
  }
}
