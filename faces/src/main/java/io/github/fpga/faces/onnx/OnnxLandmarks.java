package io.github.fpga.faces.onnx;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Border;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.LandmarkDetector;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.PixelInput;
import io.github.fpga.faces.Warps;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Dense landmarks by a network in an ONNX file. Safe for use by many threads. */
public final class OnnxLandmarks implements LandmarkDetector, AutoCloseable {

  private static final int LARGEST_BATCH = 16;

  private final OnnxNetwork network;
  private final LandmarkForm form;
  private final PixelInput input;

  private OnnxLandmarks(OnnxNetwork network, LandmarkForm form) {
    this.network = network;
    this.form = form;
    input = network.scalesItsInput() ? form.selfScaled() : form.input();
  }

  /**
   * insightface's {@code 2d106det.onnx}: of its 106 points the 68 that have a counterpart.
   *
   * @throws io.github.fpga.tensor.CheckpointException where the file is damaged or another network
   */
  public static OnnxLandmarks insightface106(Path file) {
    return open(file, LandmarkForm.insightface106());
  }

  /** insightface's {@code 1k3d68.onnx}: the 68 landmarks, seen in three dimensions. */
  public static OnnxLandmarks insightface3d68(Path file) {
    return open(file, LandmarkForm.insightface3d68());
  }

  /** PFLD with 68 points. */
  public static OnnxLandmarks pfld68(Path file) {
    return open(file, LandmarkForm.pfld68());
  }

  private static OnnxLandmarks open(Path file, LandmarkForm form) {
    NetworkForm network =
        NetworkForm.ordered(
            form.role(),
            form.side(),
            1,
            (outputs, batch, height, width) ->
                outputs.get(0).values().length == batch * form.numbers());
    return new OnnxLandmarks(OnnxNetwork.open(file, network), form);
  }

  @Override
  public List<Landmarks> landmarks(BufferedImage image, List<Box> faces) {
    int batch = network.batch(LARGEST_BATCH);
    List<Landmarks> landmarks = new ArrayList<>();
    for (int from = 0; from < faces.size(); from += batch) {
      landmarks.addAll(read(image, faces.subList(from, Math.min(faces.size(), from + batch))));
    }
    return List.copyOf(landmarks);
  }

  private List<Landmarks> read(BufferedImage image, List<Box> faces) {
    int side = form.side();
    List<Affine> toInput = faces.stream().map(form::toInput).toList();
    List<BufferedImage> crops =
        toInput.stream().map(map -> Warps.warp(image, map, side, side, Border.ZERO)).toList();
    float[] values = network.run(input.blob(crops), crops.size(), side, side).get(0).values();
    List<Landmarks> landmarks = new ArrayList<>();
    for (int i = 0; i < crops.size(); i++) {
      landmarks.add(toInput.get(i).inverse().apply(form.landmarks(values, i)));
    }
    return landmarks;
  }

  @Override
  public void close() {
    network.close();
  }
}
