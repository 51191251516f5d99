package io.github.fpga.faces;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of several faces a picture is about; both rules are insightface's. */
public enum FaceChoice {
  /** The face with the largest box. */
  LARGEST {
    @Override
    double value(Detection face, Point middle) {
      return face.box().area();
    }
  },
  /** The largest, less twice the squared distance from the middle of the picture. */
  CENTRAL {
    @Override
    double value(Detection face, Point middle) {
      double distance = face.box().centre().distance(middle);
      return face.box().area() - 2 * distance * distance;
    }
  };

  abstract double value(Detection face, Point middle);

  /** The chosen face; empty where there is none. */
  public Optional<Detection> of(BufferedImage image, List<Detection> faces) {
    Point middle = new Point(image.getWidth() / 2.0, image.getHeight() / 2.0);
    return faces.stream().max(Comparator.comparingDouble(face -> value(face, middle)));
  }
}
