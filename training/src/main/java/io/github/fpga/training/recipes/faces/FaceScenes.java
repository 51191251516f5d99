package io.github.fpga.training.recipes.faces;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.Viewport;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.training.data.Shards;
import io.github.fpga.training.data.WorldScenes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;

/**
 * Square pictures of training identities with what is true of up to four people in each.
 *
 * @param shards with "pictures" (n, 3, side, side) bytes and "people" (n, 4, 195): visible fraction
 *     (-1 for nobody), face box, 68 landmarks, 18 joints with scores, in pixels
 */
public record FaceScenes(Shards shards) {

  private static final int PEOPLE = 4;
  private static final int VALUES = 5 + 2 * Landmarks.COUNT + 3 * Skeleton.COUNT;
  private static final double EMPTY = 0.06;

  /** A person of a stored picture, in its pixels. */
  public record Target(double visible, Box box, Landmarks landmarks, Skeleton skeleton) {}

  /** How many files, and pictures in each. */
  public record Size(int shards, int pictures) {}

  /** Whole scenes of 256x256 pixels, a few without anybody. */
  public static FaceScenes whole(Path folder, Size size, long seed, IntConsumer told) {
    return build(folder, size, seed, false, told);
  }

  /** Close views of 128x128 pixels, twice the longer side of the first person's face box. */
  public static FaceScenes zooms(Path folder, Size size, long seed, IntConsumer told) {
    return build(folder, size, seed, true, told);
  }

  private static FaceScenes build(
      Path folder, Size size, long seed, boolean zoom, IntConsumer told) {
    return new FaceScenes(
        Shards.build(folder, size.shards(), i -> shard(seed, i, size.pictures(), zoom), told));
  }

  private static Map<String, Tensor> shard(long seed, int number, int count, boolean zoom) {
    List<Tensor> pictures = new ArrayList<>();
    List<Tensor> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RandomGenerator random = WorldScenes.random(seed, (long) number * count + i);
      Scene scene = WorldScenes.scene(random);
      if (!zoom && random.nextDouble() < EMPTY) {
        scene = scene.withPeople(List.of());
      }
      Viewport view = zoom ? Viewport.face(scene, 0, 2) : Viewport.full(scene);
      int side = zoom ? 128 : 256;
      Rendering drawn = Renderer.render(scene, side, side, view);
      pictures.add(FaceCrops.bytes(drawn.image()));
      people.add(Tensors.of(values(drawn.truth().people()), PEOPLE, VALUES));
    }
    return Map.of("pictures", Tensors.stack(0, pictures), "people", Tensors.stack(0, people));
  }

  private static float[] values(List<PersonTruth> people) {
    float[] values = new float[PEOPLE * VALUES];
    for (int i = 0; i < PEOPLE; i++) {
      int at = i * VALUES;
      if (i >= people.size()) {
        values[at] = -1;
        continue;
      }
      PersonTruth person = people.get(i);
      Box box = person.faceBox();
      values[at++] = (float) person.visibleFraction();
      for (double v : new double[] {box.x(), box.y(), box.width(), box.height()}) {
        values[at++] = (float) v;
      }
      for (Point p : person.landmarks().points()) {
        values[at++] = (float) p.x();
        values[at++] = (float) p.y();
      }
      for (Skeleton.Joint joint : person.skeleton().joints()) {
        values[at++] = (float) joint.position().x();
        values[at++] = (float) joint.position().y();
        values[at++] = (float) joint.score();
      }
    }
    return values;
  }

  /** Number of pictures. */
  public int size() {
    return shards.size();
  }

  /** The people of a picture. */
  public List<Target> people(int index) {
    List<Target> targets = new ArrayList<>();
    try (Scope scope = Scope.open()) {
      float[] v = Tensors.floats(shards.row("people", index));
      for (int at = 0; at < v.length; at += VALUES) {
        if (v[at] >= 0) {
          targets.add(target(v, at));
        }
      }
    }
    return targets;
  }

  private static Target target(float[] v, int start) {
    Box box = new Box(v[start + 1], v[start + 2], v[start + 3], v[start + 4]);
    List<Point> points = new ArrayList<>();
    int at = start + 5;
    for (int i = 0; i < Landmarks.COUNT; i++, at += 2) {
      points.add(new Point(v[at], v[at + 1]));
    }
    List<Skeleton.Joint> joints = new ArrayList<>();
    for (int i = 0; i < Skeleton.COUNT; i++, at += 3) {
      joints.add(new Skeleton.Joint(new Point(v[at], v[at + 1]), v[at + 2]));
    }
    return new Target(v[start], box, new Landmarks(points), new Skeleton(joints));
  }
}
