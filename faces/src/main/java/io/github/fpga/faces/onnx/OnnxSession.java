package io.github.fpga.faces.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The ONNX Runtime boundary. Owns the session's native memory: many threads may run it at once, and
 * closing waits for them, because the runtime itself would crash.
 */
final class OnnxSession implements AutoCloseable {

  private static final OrtLoggingLevel QUIET = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

  private static final long START_STACK_BYTES = 64L << 20;

  private final OrtSession session;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxSession(OrtSession session) {
    this.session = session;
  }

  static OnnxSession open(Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // One thread a call: the same sums in the same order on every machine and under every load.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setDeterministicCompute(true);
      // Pictures come in all sizes: plans and arenas would be kept for each of them.
      options.setMemoryPatternOptimization(false);
      options.setCPUArenaAllocator(false);
      options.setSessionLogLevel(QUIET);
      // Whatever a file is called, it is never read as the runtime's own format.
      options.addConfigEntry("session.load_model_format", "ONNX");
      return new OnnxSession(environment().createSession(file.toString(), options));
    }
  }

  private static OrtEnvironment environment() {
    return Runtime.ENVIRONMENT;
  }

  /**
   * Starts the runtime in a thread of its own. Looking at the machine, it recurses twelve thousand
   * frames deep and more, which overflows a usual stack of one megabyte and ends the JVM.
   */
  private static OrtEnvironment start() {
    return CompletableFuture.supplyAsync(
            () -> OrtEnvironment.getEnvironment(QUIET, "fpga"),
            task -> new Thread(null, task, "onnxruntime-start", START_STACK_BYTES).start())
        .join();
  }

  /** Started once, when first needed. */
  private static final class Runtime {
    static final OrtEnvironment ENVIRONMENT = start();
  }

  /** The session, for questions about its inputs and outputs. */
  OrtSession description() {
    return session;
  }

  /**
   * Runs the network; outputs that are no float tensors are refused.
   *
   * @throws IllegalStateException if it is closed
   */
  List<OnnxOutput> run(String input, float[] values, long[] shape) throws OrtException {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the network is closed");
      }
      try (OnnxTensor tensor =
              OnnxTensor.createTensor(environment(), FloatBuffer.wrap(values), shape);
          OrtSession.Result result = session.run(Map.of(input, tensor))) {
        List<OnnxOutput> outputs = new ArrayList<>();
        for (Map.Entry<String, OnnxValue> entry : result) {
          outputs.add(output(entry.getKey(), entry.getValue()));
        }
        return outputs;
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private static OnnxOutput output(String name, OnnxValue value) throws OrtException {
    FloatBuffer buffer = value instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
    if (buffer == null) {
      throw new OrtException("output '%s' holds no floating point numbers".formatted(name));
    }
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return new OnnxOutput(name, ((TensorInfo) value.getInfo()).getShape(), values);
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("a network could not be freed: " + e.getMessage(), e);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
