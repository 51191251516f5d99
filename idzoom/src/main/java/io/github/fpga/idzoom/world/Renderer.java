package io.github.fpga.idzoom.world;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/**
 * Draws scenes at any resolution. Stateless and thread-safe; equal arguments give equal bytes on
 * one version of Java (the bounds that gradients run over differ between versions), and equal
 * ground truth on all.
 */
public final class Renderer {
  private Renderer() {}

  /** The whole scene; the size must have the scene's aspect. */
  public static Rendering render(Scene scene, int width, int height) {
    return render(scene, width, height, whole(scene, width, height));
  }

  /** The part of the scene that a viewport shows, drawn sharp. */
  public static Rendering render(Scene scene, int width, int height, Viewport viewport) {
    BufferedImage image = image(scene, width, height, viewport);
    return new Rendering(image, truth(scene, width, height, viewport));
  }

  /** The picture alone. */
  public static BufferedImage image(Scene scene, int width, int height, Viewport viewport) {
    AffineTransform toPixels = viewport.toPixels(width, height);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    try (Canvas canvas = new Canvas(image, toPixels, scene.style(), scene.light())) {
      new BackgroundPainter(canvas, scene).paint();
      for (int i : TruthMaker.backToFront(scene)) {
        Person person = scene.people().get(i);
        HeadPainter head = new HeadPainter(canvas, person);
        head.behindBody();
        new BodyPainter(canvas, person).paint();
        head.head();
      }
    }
    StylePass.apply(image, scene, toPixels);
    return image;
  }

  /** The ground truth of the whole scene, without drawing. */
  public static GroundTruth truth(Scene scene, int width, int height) {
    return truth(scene, width, height, whole(scene, width, height));
  }

  /** The ground truth of {@link #render(Scene, int, int, Viewport)}, without drawing. */
  public static GroundTruth truth(Scene scene, int width, int height, Viewport viewport) {
    return new TruthMaker(scene, width, height, viewport).make();
  }

  private static Viewport whole(Scene scene, int width, int height) {
    if (Math.abs(width - scene.aspect() * height) > 1) {
      throw new IllegalArgumentException(
          "%d x %d pixels do not fit an aspect of %s".formatted(width, height, scene.aspect()));
    }
    return Viewport.full(scene);
  }
}
