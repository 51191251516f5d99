package io.github.fpga.evaluation;

import io.github.fpga.evaluation.experiment.Method;
import io.github.fpga.evaluation.experiment.Work;
import io.github.fpga.evaluation.experiment.Workshop;
import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.faces.Mask;
import io.github.fpga.faces.Masks;
import io.github.fpga.faces.Pictures;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.PersonTruth;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.generate.Binding;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Draws what methods might make: without identity everybody is the next one of the cast, without
 * masks people stand in each other's places, without inversion a restoration changes nothing.
 */
final class PretendWorkshop implements Workshop {

  private final List<Identity> cast;
  private final OracleFaces oracle;
  int made;
  int killAt;

  PretendWorkshop(List<Identity> cast, OracleFaces oracle) {
    this.cast = cast;
    this.oracle = oracle;
  }

  @Override
  public String checksum() {
    return "pretended";
  }

  @Override
  public Work generate(SceneSpec scene, List<List<Path>> references, Method.Generated how) {
    Binding binding = how.binding();
    count();
    List<Identity> who = new ArrayList<>();
    for (int person : scene.people()) {
      who.add(cast.get((person + (binding.identity() ? 0 : 1)) % cast.size()));
    }
    if (binding.masks() == MaskRule.SHARED) {
      Collections.rotate(who, 1);
    }
    int side = SceneSpec.SIDE;
    Rendering drawn = Renderer.render(scene.truth().withIdentities(who), side, side);
    oracle.learn(drawn.image(), drawn.truth().people());
    return new Work(drawn.image(), Map.of("made", "up"), null, List.of(), 1, 0.5, 0.02);
  }

  @Override
  public Work restore(
      SceneSpec scene, List<List<Path>> references, Path picture, RestoreOptions options) {
    int[] all = IntStream.range(0, scene.people().size()).toArray();
    return pasted(scene, picture, options, all);
  }

  @Override
  public Work swap(
      SceneSpec scene, int place, List<Path> references, Path picture, RestoreOptions options) {
    return pasted(scene, picture, options, place);
  }

  private Work pasted(SceneSpec scene, Path picture, RestoreOptions options, int... places) {
    count();
    BufferedImage before = Pictures.read(picture);
    Rendering truth = scene.render();
    int side = SceneSpec.SIDE;
    int[] pixels = Pictures.pixels(before);
    int[] right = Pictures.pixels(truth.image());
    float[] alpha = new float[pixels.length];
    List<Work.WorkedFace> faces = new ArrayList<>();
    boolean works = options.does().inversion();
    for (int place : places) {
      PersonTruth person = truth.truth().people().get(place);
      float[] face = Masks.ellipse(person.faceBox().scaled(1.5), side, side, 0).alpha();
      for (int i = 0; i < alpha.length && works; i++) {
        alpha[i] = Math.max(alpha[i], face[i] > 0 ? 1 : 0);
      }
      faces.add(new Work.WorkedFace(place, works, 0.5, 30));
    }
    for (int i = 0; i < alpha.length; i++) {
      pixels[i] = alpha[i] > 0 ? right[i] : pixels[i];
    }
    BufferedImage image = Pictures.of(side, side, pixels);
    if (works) {
      oracle.learn(image, truth.truth().people());
    }
    return new Work(image, Map.of(), new Mask(side, side, alpha), faces, 2, 1, Double.NaN);
  }

  /** Counts pictures; the one of a kill never comes to be. */
  private void count() {
    if (++made == killAt) {
      throw new Error("killed");
    }
  }

  @Override
  public BufferedImage roundTrip(BufferedImage picture) {
    return picture;
  }
}
