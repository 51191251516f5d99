package io.github.fpga.training.data;

import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.Point;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.Viewport;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A reference picture of somebody as the alignment of a detected face shows it, with its small
 * errors.
 *
 * @param view of the aligned face, {@value Alignment#RECOGNITION_SIZE} pixels square
 */
record ReferencePortrait(Scene scene, Viewport view) {

  /** Another scene, light, pose and expression each time. */
  static ReferencePortrait draw(Identity identity, RandomGenerator random) {
    Scene scene =
        SceneSampler.any()
            .withShot(random.nextBoolean() ? Shot.CLOSE_UP : Shot.HALF)
            .withTurn(random.nextDouble())
            .sample(random.nextLong(), List.of(identity));
    Viewport exact = Viewport.arcFace(scene, 0);
    double error = 0.03 * exact.height();
    Viewport view =
        new Viewport(
            exact
                .centre()
                .plus(new Point(error * random.nextGaussian(), error * random.nextGaussian())),
            exact.height() * (1 + 0.04 * random.nextGaussian()),
            exact.rotation() + 2 * random.nextGaussian());
    return new ReferencePortrait(scene, view);
  }

  BufferedImage image() {
    int side = Alignment.RECOGNITION_SIZE;
    return Renderer.image(scene, side, side, view);
  }
}
