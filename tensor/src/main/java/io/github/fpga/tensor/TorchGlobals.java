package io.github.fpga.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The only names that a torch file may use. Each stands for a piece of Java here; no Python exists
 * that a name could reach, and every name that is not listed is refused.
 */
final class TorchGlobals {

  /** A name that can be called while a pickle is read. */
  interface Callable {

    /**
     * What the call gives.
     *
     * @throws IllegalArgumentException where it is called with something else than torch does
     */
    Object call(Object[] arguments);
  }

  /** Stands for an object that no tensor depends on; its contents are passed over. */
  record Ignored(String name) implements Callable {
    @Override
    public Object call(Object[] arguments) {
      return this;
    }
  }

  private static final Map<String, StoredType> STORAGES =
      Map.of(
          "DoubleStorage", StoredType.F64,
          "FloatStorage", StoredType.F32,
          "HalfStorage", StoredType.F16,
          "BFloat16Storage", StoredType.BF16,
          "LongStorage", StoredType.I64,
          "IntStorage", StoredType.I32,
          "ShortStorage", StoredType.I16,
          "CharStorage", StoredType.I8,
          "ByteStorage", StoredType.U8,
          "BoolStorage", StoredType.BOOL);

  private static final Map<String, Callable> CALLABLE =
      Map.of(
          "collections.OrderedDict", TorchGlobals::dictionary,
          "builtins.set", TorchGlobals::list,
          "torch.Size", TorchGlobals::size,
          "torch._utils._rebuild_tensor", TorchGlobals::tensor,
          "torch._utils._rebuild_tensor_v2", TorchGlobals::tensor,
          "torch._utils._rebuild_parameter", TorchGlobals::first,
          "torch.jit._pickle.restore_type_tag", TorchGlobals::first);

  /** What the original Stable Diffusion checkpoints carry beside their weights. */
  private static final Set<String> IGNORED =
      Set.of(
          "_codecs.encode",
          "numpy.dtype",
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray.scalar",
          "pytorch_lightning.callbacks.ModelCheckpoint",
          "pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint");

  private TorchGlobals() {}

  /**
   * What a name stands for: a {@link StoredType} or a {@link Callable}; null where it may not be
   * used.
   */
  static Object find(String module, String name) {
    if (module.equals("torch") && STORAGES.containsKey(name)) {
      return STORAGES.get(name);
    }
    // Python 2's name of the module, which pickles of protocol 2 use.
    String full = (module.equals("__builtin__") ? "builtins" : module) + "." + name;
    return IGNORED.contains(full) ? new Ignored(full) : CALLABLE.get(full);
  }

  /** Empty, or made of a list of pairs, which are lists too, as Python 2 wrote it. */
  private static Object dictionary(Object[] arguments) {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    if (arguments.length > 0) {
      if (!(arguments[0] instanceof ArrayList<?> pairs)) {
        throw new IllegalArgumentException("an OrderedDict is made of something else than pairs");
      }
      for (Object pair : pairs) {
        if (!(pair instanceof ArrayList<?> two && two.size() == 2)) {
          throw new IllegalArgumentException("an OrderedDict is made of something else than pairs");
        }
        dictionary.put(Unpickler.requirePlain(two.get(0)), two.get(1));
      }
      // Nobody needs the list again; kept, it could be copied once for every byte of a pickle.
      pairs.clear();
    }
    return dictionary;
  }

  /** Sets hold nothing that is read here, so a list will do. */
  private static Object list(Object[] arguments) {
    return new ArrayList<>();
  }

  private static Object size(Object[] arguments) {
    return arguments.length == 1 ? arguments[0] : arguments;
  }

  /** (storage, offset, shape, strides, ...): what follows concerns training. */
  private static Object tensor(Object[] arguments) {
    if (arguments.length < 4 || !(arguments[0] instanceof TorchStorage storage)) {
      throw new IllegalArgumentException(
          "a tensor is made of something else than storage, offset, shape and strides");
    }
    return TorchTensor.of(storage, arguments[1], arguments[2], arguments[3]);
  }

  private static Object first(Object[] arguments) {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("a parameter is made of nothing");
    }
    return arguments[0];
  }
}
