package io.github.fpga.tensor;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The stack machine of Python's pickles, protocols 2 to 5. It builds numbers, text, lists, tuples
 * (as arrays), dictionaries and what {@link TorchGlobals} knows, and nothing else: any other name
 * is refused when it is read, long before something could be done with it. Every step takes a byte
 * of the pickle and makes at most one object; steps, stack and memo are bounded. Source: Python's
 * pickletools.
 */
final class Unpickler {

  private static final int MAX_STEPS = 2_000_000;
  private static final int MAX_MEMO = 1_000_000;
  private static final int MAX_NAME = 100;

  private final Object file;
  private final PickleInput in;
  private final Function<Object[], Object> persistent;
  private final PickleStack stack = new PickleStack();
  private final Map<Long, Object> memo = new HashMap<>();

  /**
   * @param file named in errors
   * @param in read from its position on
   * @param persistent gives the object of a persistent id; may throw IllegalArgumentException
   */
  Unpickler(Object file, ByteBuffer in, Function<Object[], Object> persistent) {
    this.file = file;
    this.in = new PickleInput(in);
    this.persistent = persistent;
  }

  /**
   * Reads one pickle and leaves the buffer behind it.
   *
   * @throws CheckpointException naming the file and the fault; a name that may not be used is named
   */
  Object read() {
    int at = in.position();
    try {
      for (int step = 0; step < MAX_STEPS; step++) {
        at = in.position();
        int op = in.uint8();
        if (op == '.') {
          return stack.pop();
        }
        if (!constant(op) && !collection(op) && !filling(op) && !memory(op) && !object(op)) {
          throw new IllegalArgumentException("it has the unknown operation 0x%02x".formatted(op));
        }
      }
      throw new IllegalArgumentException("it takes more than %d steps".formatted(MAX_STEPS));
    } catch (IllegalArgumentException e) {
      throw TorchZip.fault(file, "%s (byte %d of its pickle)".formatted(e.getMessage(), at), e);
    } catch (BufferUnderflowException e) {
      throw TorchZip.fault(file, "its pickle is cut off in the object at byte " + at, e);
    }
  }

  /** Numbers and text. */
  private boolean constant(int op) {
    switch (op) {
      case 0x80 -> requireProtocol(in.uint8());
      case 0x95 -> in.int64(); // a frame's length, which only a stream needs
      case 'N' -> stack.push(null);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'J' -> stack.push(in.int32());
      case 'K' -> stack.push((long) in.uint8());
      case 'M' -> stack.push(in.uint16());
      case 0x8a -> stack.push(in.integer(in.uint8()));
      case 0x8b -> stack.push(in.integer(in.int32()));
      case 'G' -> stack.push(in.float64());
      case 'X' -> stack.push(in.text(in.uint32()));
      case 0x8c, 'U' -> stack.push(in.text(in.uint8()));
      case 0x8d -> stack.push(in.text(in.int64()));
      case 'T' -> stack.push(in.text(in.int32()));
      case 'C' -> stack.push(in.bytes(in.uint8()));
      case 'B' -> stack.push(in.bytes(in.uint32()));
      case 0x8e, 0x96 -> stack.push(in.bytes(in.int64()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void requireProtocol(int protocol) {
    if (protocol < 2 || protocol > 5) {
      throw new IllegalArgumentException("its protocol is %d, not 2 to 5".formatted(protocol));
    }
  }

  /** New lists, tuples, sets and dictionaries; sets hold nothing that is read, lists will do. */
  private boolean collection(int op) {
    switch (op) {
      case '(' -> stack.mark();
      case ']', 0x8f -> stack.push(new ArrayList<>());
      case '}' -> stack.push(new LinkedHashMap<>());
      case ')' -> stack.push(new Object[0]);
      case 't', 0x91 -> stack.push(stack.popToMark());
      case 0x85 -> stack.push(stack.pop(1));
      case 0x86 -> stack.push(stack.pop(2));
      case 0x87 -> stack.push(stack.pop(3));
      case 'l' -> stack.push(new ArrayList<>(Arrays.asList(stack.popToMark())));
      case 'd' -> {
        Object[] items = stack.popToMark();
        stack.push(new LinkedHashMap<>());
        put(items);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What puts items into them. */
  private boolean filling(int op) {
    switch (op) {
      case 'a' -> append(stack.pop(1));
      case 'e', 0x90 -> append(stack.popToMark());
      case 's' -> put(stack.pop(2));
      case 'u' -> put(stack.popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void append(Object[] items) {
    if (!(stack.top() instanceof ArrayList<?> list)) {
      throw new IllegalArgumentException("it appends to something that is no list");
    }
    @SuppressWarnings("unchecked") // every list here was made by this class, of objects
    ArrayList<Object> objects = (ArrayList<Object>) list;
    Collections.addAll(objects, items);
  }

  private void put(Object[] items) {
    if (stack.top() instanceof TorchGlobals.Ignored) {
      return;
    }
    if (!(stack.top() instanceof Map<?, ?> map) || items.length % 2 != 0) {
      throw new IllegalArgumentException("it sets items of something that is no dictionary");
    }
    @SuppressWarnings("unchecked") // every dictionary here was made by this class, of objects
    Map<Object, Object> dictionary = (Map<Object, Object>) map;
    for (int i = 0; i < items.length; i += 2) {
      dictionary.put(requirePlain(items[i]), items[i + 1]);
    }
  }

  /** Hashing a key that holds itself would never end. */
  static Object requirePlain(Object key) {
    boolean plain =
        key == null
            || key instanceof String
            || key instanceof Number
            || key instanceof Boolean
            || key instanceof TorchGlobals.Ignored;
    if (!plain) {
      throw new IllegalArgumentException("a dictionary has a key that is no plain value");
    }
    return key;
  }

  /** The memo and the stack itself. */
  private boolean memory(int op) {
    switch (op) {
      case 'q' -> remember(in.uint8());
      case 'r' -> remember(in.uint32());
      case 0x94 -> remember(memo.size());
      case 'h' -> stack.push(remembered(in.uint8()));
      case 'j' -> stack.push(remembered(in.uint32()));
      case '0' -> stack.pop();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.top());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void remember(long index) {
    memo.put(index, stack.top());
    if (memo.size() > MAX_MEMO) {
      throw new IllegalArgumentException("its memo has more than %d objects".formatted(MAX_MEMO));
    }
  }

  private Object remembered(long index) {
    Object object = memo.get(index);
    if (object == null && !memo.containsKey(index)) {
      throw new IllegalArgumentException("its memo has no object " + index);
    }
    return object;
  }

  /** Names and what is made with them. */
  private boolean object(int op) {
    switch (op) {
      case 'c' -> stack.push(global(in.line(), in.line()));
      case 0x93 -> {
        Object[] names = stack.pop(2);
        if (!(names[0] instanceof String module && names[1] instanceof String name)) {
          throw new IllegalArgumentException("a global has no name");
        }
        stack.push(global(module, name));
      }
      case 'Q' -> stack.push(persistent.apply(tuple(stack.pop())));
      case 'R', 0x81 -> {
        Object[] call = stack.pop(2);
        if (!(call[0] instanceof TorchGlobals.Callable callable)) {
          throw new IllegalArgumentException("it calls something that is no function");
        }
        stack.push(callable.call(tuple(call[1])));
      }
      case 'b' -> {
        // Attributes of a dictionary, such as a state_dict's versions: they name no tensors.
        stack.pop();
        if (!(stack.top() instanceof Map || stack.top() instanceof TorchGlobals.Ignored)) {
          throw new IllegalArgumentException("it sets the state of something that has none");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Object[] tuple(Object object) {
    if (!(object instanceof Object[] items)) {
      throw new IllegalArgumentException("it has something else where a tuple must be");
    }
    return items;
  }

  private Object global(String module, String name) {
    Object found = TorchGlobals.find(module, name);
    if (found == null) {
      throw new CheckpointException(
          ("%s asks for the global %s, which no weights need: it is refused, and nothing was run."
                  + " The file may be an attack or hold more than weights. Take the model as"
                  + " .safetensors, or save its state_dict alone.")
              .formatted(file, printable(module + "." + name)));
    }
    return found;
  }

  private static String printable(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= MAX_NAME ? clean : clean.substring(0, MAX_NAME) + "...";
  }
}
