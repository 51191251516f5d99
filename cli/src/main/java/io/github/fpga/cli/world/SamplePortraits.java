package io.github.fpga.cli.world;

import io.github.fpga.faces.Pictures;
import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.Light;
import io.github.fpga.idzoom.world.Mood;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.Style;
import io.github.fpga.idzoom.world.Viewport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Portraits such as users have: one person, close, nearly from the front, no metadata. */
public final class SamplePortraits {

  private static final double TURN = 0.25;

  private SamplePortraits() {}

  /**
   * Writes one PNG per name.
   *
   * @param seed of the draw of people and of their pictures
   * @return the files
   */
  public static List<Path> write(
      List<String> names, IdentitySplit split, long seed, int side, Path folder)
      throws IOException {
    // Every fifth person drawn is a sibling who looks like the one before.
    List<Identity> people =
        People.draw(split, seed, 2 * names.size()).stream()
            .filter(identity -> !Identity.isSibling(identity.seed()))
            .toList();
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Scene scene =
          SceneSampler.any()
              .withShot(Shot.CLOSE_UP)
              .withStyle(Style.SHADED)
              .withLight(Light.WHITE)
              .withMood(Mood.NEUTRAL)
              .withTurn(TURN)
              .sample(seed + i, List.of(people.get(i)));
      Path file = folder.resolve(names.get(i).strip() + ".png");
      Pictures.writePng(file, Renderer.image(scene, side, side, Viewport.full(scene)), Map.of());
      files.add(file);
    }
    return files;
  }
}
