package io.github.fpga.faces;

import io.github.fpga.faces.drawing.Brush;
import io.github.fpga.faces.drawing.LandmarkDrawing;
import io.github.fpga.faces.drawing.SkeletonDrawing;
import io.github.fpga.testkit.NativeMemory;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** OpenCV's natives are freed by the call that made them. */
class FacesLifetimeTest {

  private static final BufferedImage IMAGE = SampleFaces.smooth(96, 96);
  private static final Box BOX = new Box(30, 30, 30, 36);
  private static final Landmarks LANDMARKS = SampleFaces.landmarks(BOX);

  @Test
  void alignment() {
    NativeMemory.assertFlat(1000, () -> Alignment.align(IMAGE, LANDMARKS.five(), 112));
  }

  @Test
  void cropsAndMasks() {
    NativeMemory.assertFlat(
        1000,
        () -> {
          FaceCrop crop = Crops.crop(IMAGE, BOX, 2, 64);
          Mask mask =
              Masks.face(
                  crop.toWindow().apply(LANDMARKS),
                  crop.toWindow().apply(BOX),
                  MaskKind.HEAD,
                  crop.side(),
                  crop.side());
          Crops.paste(IMAGE, crop, crop.image(), mask);
        });
  }

  @Test
  void drawings() {
    Skeleton skeleton =
        new Skeleton(
            IntStream.range(0, Skeleton.COUNT)
                .mapToObj(i -> new Skeleton.Joint(new Point(3 * i, 50 + i % 7), 1))
                .toList());
    Face face =
        new Face(
            SampleFaces.detection(BOX, 1),
            LANDMARKS,
            HeadPoses.of(LANDMARKS),
            SampleFaces.features(1, 2));
    NativeMemory.assertFlat(
        1000,
        () -> {
          SkeletonDrawing.draw(List.of(skeleton), 64, 64, Brush.OPENPOSE.forSide(64));
          LandmarkDrawing.draw(List.of(LANDMARKS.five()), 64, 64, Brush.INSTANTID.forSide(64));
          LandmarkDrawing.dense(List.of(LANDMARKS), 64, 64, 1);
          Annotator.draw(IMAGE, List.of(face));
        });
  }
}
