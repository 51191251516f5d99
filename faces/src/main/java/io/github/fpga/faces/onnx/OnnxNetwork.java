package io.github.fpga.faces.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.InferenceException;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One ONNX file, loaded: pictures in, lists of numbers out. Safe for use by many threads; a call
 * computes in its caller's thread alone, so its numbers do not depend on load or cores, and callers
 * run side by side. Close it, or leave it to the collector.
 */
final class OnnxNetwork implements AutoCloseable {

  private static final Cleaner CLEANER = Cleaner.create();
  private static final int CHANNELS = 3;

  private final Path file;
  private final NetworkForm form;
  private final boolean scalesItsInput;
  private final OnnxSession session;
  private final Cleaner.Cleanable cleanable;
  private final String input;
  private final long[] shape_BCHW;

  private OnnxNetwork(Path file, NetworkForm form, boolean scalesItsInput, OnnxSession session)
      throws OrtException {
    this.file = file;
    this.form = form;
    this.scalesItsInput = scalesItsInput;
    this.session = session;
    cleanable = CLEANER.register(this, session::close);
    Map<String, NodeInfo> inputs = session.description().getInputInfo();
    input = inputs.keySet().stream().findFirst().orElse("");
    shape_BCHW = checkedInput(inputs);
    checkOutputs(session.description().getOutputNames());
  }

  /**
   * Loads a file and tries it once on a black picture.
   *
   * @throws CheckpointException where the file is damaged or plays another role
   */
  static OnnxNetwork open(Path file, NetworkForm form) {
    OnnxFile contents = OnnxFile.check(file);
    OnnxSession session = null;
    try {
      session = OnnxSession.open(file);
      OnnxNetwork network = new OnnxNetwork(file, form, contents.scalesItsInput(), session);
      int height = network.height(form.trialSide());
      int width = network.width(form.trialSide());
      network.run(new float[CHANNELS * height * width], 1, height, width);
      return network;
    } catch (OrtException | InferenceException e) {
      close(session);
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw OnnxFile.fault(file, "ONNX Runtime refuses it: " + message);
    } catch (CheckpointException e) {
      close(session);
      throw e;
    }
  }

  private static void close(OnnxSession session) {
    if (session != null) {
      session.close();
    }
  }

  /** The height of the input: the file's own, or the wanted one where it leaves that open. */
  int height(int wanted) {
    return shape_BCHW[2] > 0 ? (int) shape_BCHW[2] : wanted;
  }

  /** The width of the input, see {@link #height(int)}. */
  int width(int wanted) {
    return shape_BCHW[3] > 0 ? (int) shape_BCHW[3] : wanted;
  }

  /** How many pictures may go in at once: the file's own number, or the wanted one. */
  int batch(int wanted) {
    return shape_BCHW[0] > 0 ? (int) Math.min(shape_BCHW[0], wanted) : wanted;
  }

  /** See {@link OnnxFile#scalesItsInput()}. */
  boolean scalesItsInput() {
    return scalesItsInput;
  }

  /**
   * Runs the network.
   *
   * @param values batch x 3 x height x width, row-major
   * @return the outputs in the order of the form, as long as the form wants them
   */
  List<OnnxOutput> run(float[] values, int batch, int height, int width) {
    List<OnnxOutput> outputs;
    try {
      outputs = session.run(input, values, new long[] {batch, CHANNELS, height, width});
    } catch (OrtException e) {
      throw new InferenceException("%s (%s)".formatted(form.role(), file), e);
    }
    List<OnnxOutput> ordered = ordered(outputs);
    if (!form.fit().test(ordered, batch, height, width)) {
      throw mismatch(
          "for an input of [%d, %d, %d, %d] its outputs are %s"
              .formatted(batch, CHANNELS, height, width, ordered));
    }
    return ordered;
  }

  private List<OnnxOutput> ordered(List<OnnxOutput> outputs) {
    Map<String, OnnxOutput> byName =
        outputs.stream().collect(Collectors.toMap(OnnxOutput::name, Function.identity()));
    return form.outputNames().isEmpty()
        ? outputs
        : form.outputNames().stream().map(byName::get).toList();
  }

  /** Says that the file is not what its role needs. */
  CheckpointException mismatch(String what) {
    return new CheckpointException(
        "%s is no %s: %s. Check which file goes where".formatted(file, form.role(), what));
  }

  private long[] checkedInput(Map<String, NodeInfo> inputs) {
    if (inputs.size() != 1 || !(inputs.get(input).getInfo() instanceof TensorInfo info)) {
      throw mismatch("it takes %s, one picture expected".formatted(inputs.keySet()));
    }
    long[] shape = info.getShape();
    boolean fits = info.type == OnnxJavaType.FLOAT && shape.length == 4 && shape[1] == CHANNELS;
    if (!fits || !sideFits(shape[2]) || !sideFits(shape[3]) || shape[0] > 1) {
      throw mismatch(
          "its input '%s' is %s of %s, FLOAT of [1, 3, %s] expected"
              .formatted(
                  input,
                  info.type,
                  Arrays.toString(shape),
                  form.side() == 0 ? "height, width" : form.side() + ", " + form.side()));
    }
    return shape;
  }

  private boolean sideFits(long side) {
    return side <= 0
        || (form.side() == 0
            ? side % NetworkForm.MULTIPLE == 0 && side <= NetworkForm.LARGEST_SIDE
            : side == form.side());
  }

  private void checkOutputs(Set<String> names) {
    if (!names.containsAll(form.outputNames())
        || form.outputNames().isEmpty() && names.size() != form.outputs()) {
      throw mismatch("it has the outputs %s, expected %s".formatted(names, form.expectedOutputs()));
    }
  }

  @Override
  public void close() {
    cleanable.clean();
  }
}
