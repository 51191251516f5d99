package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fpga.evaluation.metrics.Keypoints.Joints;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeypointsTest {

  private static final Box FACE = new Box(100, 50, 40, 40);

  @Test
  void countsVisibleJointsWithinHalfAFace() {
    Skeleton asked = skeleton(0, 18);
    assertEquals(new Joints(18, 18), Keypoints.of(asked, skeleton(20, 18), FACE));
    assertEquals(new Joints(18, 0), Keypoints.of(asked, skeleton(20.1, 18), FACE));
    assertEquals(new Joints(10, 10), Keypoints.of(skeleton(0, 10), skeleton(0, 18), FACE));
    assertEquals(new Joints(18, 10), Keypoints.of(asked, skeleton(0, 10), FACE));
    assertEquals(new Joints(18, 0), Keypoints.of(asked, null, FACE));
  }

  @Test
  void shareIsRightOverAsked() {
    assertEquals(0.5, new Joints(18, 9).share());
    assertEquals(1, new Joints(0, 0).share());
    assertEquals(1, Keypoints.of(skeleton(0, 0), null, FACE).share());
  }

  private static Skeleton skeleton(double shift, int visible) {
    return new Skeleton(
        IntStream.range(0, Skeleton.COUNT)
            .mapToObj(i -> new Skeleton.Joint(new Point(10 * i + shift, 5), i < visible ? 1 : 0))
            .toList());
  }
}
