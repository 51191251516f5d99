package io.github.fpga.faces.onnx;

import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.FaceRecogniser;
import io.github.fpga.faces.PixelInput;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A recogniser in an ONNX file: one embedding per face, no local features. Safe for use by many
 * threads.
 */
public final class OnnxRecogniser implements FaceRecogniser, AutoCloseable {

  private static final int LARGEST_BATCH = 16;
  private static final int SFACE_NUMBERS = 128;

  private final OnnxNetwork network;
  private final PixelInput input;

  private OnnxRecogniser(OnnxNetwork network, RecogniserForm form) {
    this.network = network;
    input = network.scalesItsInput() ? form.selfScaled() : form.input();
  }

  /**
   * ArcFace in insightface's form (Deng et al. 2019; non-commercial), {@code w600k_r50.onnx} for
   * one: 512 numbers a face.
   *
   * @throws io.github.fpga.tensor.CheckpointException where the file is damaged or no recogniser
   */
  public static OnnxRecogniser arcFace(Path file) {
    return open(file, RecogniserForm.ARCFACE);
  }

  /**
   * SFace in the form of the OpenCV model zoo (Zhong et al. 2021; Apache-2.0): 128 numbers a face.
   *
   * @throws io.github.fpga.tensor.CheckpointException where the file is damaged or no recogniser
   */
  public static OnnxRecogniser sFace(Path file) {
    return open(file, RecogniserForm.SFACE);
  }

  /**
   * Either of them, told apart by the numbers a face has.
   *
   * @throws io.github.fpga.tensor.CheckpointException where the file is damaged or no recogniser
   */
  public static OnnxRecogniser open(Path file) {
    OnnxRecogniser any = open(file, RecogniserForm.ANY);
    int side = Alignment.RECOGNITION_SIZE;
    int numbers = any.network.run(new float[3 * side * side], 1, side, side).get(0).values().length;
    return numbers == SFACE_NUMBERS ? new OnnxRecogniser(any.network, RecogniserForm.SFACE) : any;
  }

  private static OnnxRecogniser open(Path file, RecogniserForm form) {
    NetworkForm network =
        NetworkForm.ordered(form.role(), Alignment.RECOGNITION_SIZE, 1, OnnxRecogniser::fits);
    return new OnnxRecogniser(OnnxNetwork.open(file, network), form);
  }

  private static boolean fits(List<OnnxOutput> outputs, int batch, int height, int width) {
    int numbers = outputs.get(0).values().length;
    return numbers >= batch && numbers % batch == 0;
  }

  @Override
  public List<FaceFeatures> embed(List<BufferedImage> aligned) {
    int batch = network.batch(LARGEST_BATCH);
    List<FaceFeatures> features = new ArrayList<>();
    for (int from = 0; from < aligned.size(); from += batch) {
      features.addAll(embedBatch(aligned.subList(from, Math.min(aligned.size(), from + batch))));
    }
    return List.copyOf(features);
  }

  private List<FaceFeatures> embedBatch(List<BufferedImage> aligned) {
    int side = Alignment.RECOGNITION_SIZE;
    float[] blob = input.blob(aligned);
    BufferedImage first = aligned.get(0);
    if (first.getWidth() != side || first.getHeight() != side) {
      throw new IllegalArgumentException(
          "aligned faces have %dx%d pixels, got %dx%d"
              .formatted(side, side, first.getWidth(), first.getHeight()));
    }
    float[] values = network.run(blob, aligned.size(), side, side).get(0).values();
    int numbers = values.length / aligned.size();
    List<FaceFeatures> features = new ArrayList<>();
    for (int i = 0; i < aligned.size(); i++) {
      float[] global = Arrays.copyOfRange(values, i * numbers, (i + 1) * numbers);
      features.add(new FaceFeatures(global, new float[0], 0, 0));
    }
    return features;
  }

  @Override
  public void close() {
    network.close();
  }
}
