package io.github.fpga.faces.micro;

import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Crops;
import io.github.fpga.faces.FaceCrop;
import io.github.fpga.faces.LandmarkDetector;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The 68 landmarks of faces of 20 pixels and more. Safe for use by many threads. */
public final class MicroLandmarks implements LandmarkDetector {

  private final LandmarkNetwork network;

  /** Computes in fp32, whatever the format of the weights. */
  public MicroLandmarks(Weights w, LandmarkConfig config) {
    network = w.converted(ScalarType.Float).build(root -> new LandmarkNetwork(root, config));
  }

  /** The bundled network. */
  public static MicroLandmarks load() {
    return new MicroLandmarks(MicroFaces.bundled("landmarks"), LandmarkConfig.micro());
  }

  @Override
  public List<Landmarks> landmarks(BufferedImage image, List<Box> faces) {
    if (faces.isEmpty()) {
      return List.of();
    }
    List<FaceCrop> crops =
        faces.stream()
            .map(box -> Crops.crop(image, box, LandmarkConfig.FACTOR, LandmarkConfig.SIDE))
            .toList();
    float[] values = read(crops.stream().map(FaceCrop::image).toList());
    List<Landmarks> landmarks = new ArrayList<>();
    for (int i = 0; i < crops.size(); i++) {
      Affine back = crops.get(i).toCrop().inverse();
      landmarks.add(back.apply(points(values, i)));
    }
    return List.copyOf(landmarks);
  }

  private float[] read(List<BufferedImage> crops) {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      return Tensors.floats(network.apply(Images.toTensor(crops)));
    }
  }

  /** The landmarks in the pixels of a crop. */
  private static Landmarks points(float[] values, int row) {
    double half = LandmarkConfig.SIDE / 2.0;
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < Landmarks.COUNT; i++) {
      int at = (row * Landmarks.COUNT + i) * 2;
      points.add(new Point(half * (1 + values[at]), half * (1 + values[at + 1])));
    }
    return new Landmarks(points);
  }
}
