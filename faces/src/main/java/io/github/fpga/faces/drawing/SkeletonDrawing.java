package io.github.fpga.faces.drawing;

import io.github.fpga.faces.Canvas;
import io.github.fpga.faces.Skeleton;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Bodies as controlnet_aux ({@code open_pose/util.py}, draw_bodypose) draws them: 17 limbs in
 * darkened colours, 18 joints on top, person after person. Invisible joints and their limbs are
 * left out.
 */
public final class SkeletonDrawing {

  /** Joints at the ends of each limb. */
  private static final int[][] LIMBS = {
    {1, 2}, {1, 5}, {2, 3}, {3, 4}, {5, 6}, {6, 7}, {1, 8}, {8, 9}, {9, 10}, {1, 11}, {11, 12},
    {12, 13}, {1, 0}, {0, 14}, {14, 16}, {0, 15}, {15, 17}
  };

  /** Of limb i and of joint i. */
  private static final int[] COLOURS = {
    0xff0000, 0xff5500, 0xffaa00, 0xffff00, 0xaaff00, 0x55ff00, 0x00ff00, 0x00ff55, 0x00ffaa,
    0x00ffff, 0x00aaff, 0x0055ff, 0x0000ff, 0x5500ff, 0xaa00ff, 0xff00ff, 0xff00aa, 0xff0055
  };

  private SkeletonDrawing() {}

  /** With upstream's widths. */
  public static BufferedImage draw(List<Skeleton> people, int width, int height) {
    return draw(people, width, height, Brush.OPENPOSE);
  }

  /**
   * The people on a black picture.
   *
   * @param people in pixels of the result
   */
  public static BufferedImage draw(List<Skeleton> people, int width, int height, Brush brush) {
    try (Canvas canvas = Canvas.black(width, height)) {
      people.forEach(person -> draw(canvas, person, brush));
      return canvas.picture();
    }
  }

  private static void draw(Canvas canvas, Skeleton person, Brush brush) {
    List<Skeleton.Joint> joints = person.joints();
    for (int i = 0; i < LIMBS.length; i++) {
      Skeleton.Joint from = joints.get(LIMBS[i][0]);
      Skeleton.Joint to = joints.get(LIMBS[i][1]);
      if (from.visible() && to.visible()) {
        canvas.limb(
            from.position(), to.position(), brush.stickWidth(), Colours.darkened(COLOURS[i]));
      }
    }
    for (int i = 0; i < Skeleton.COUNT; i++) {
      if (joints.get(i).visible()) {
        canvas.disc(joints.get(i).position(), brush.jointRadius(), COLOURS[i]);
      }
    }
  }
}
