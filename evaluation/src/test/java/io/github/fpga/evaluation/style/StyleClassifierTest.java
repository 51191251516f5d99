package io.github.fpga.evaluation.style;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.evaluation.suite.StudioPeople;
import io.github.fpga.faces.Box;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.Style;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.family.ModelSet;
import io.github.fpga.tensor.Engine;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled classifier on people and scenes that no training saw. */
class StyleClassifierTest {

  private static final int SCENES = 6;

  /** How many of how many were told right. */
  private record Share(int right, int all) {

    Share plus(boolean yes) {
      return new Share(right + (yes ? 1 : 0), all + 1);
    }
  }

  private final Map<String, Share> shares = new TreeMap<>();

  @BeforeAll
  static void start() {
    Engine.start(1);
  }

  @Test
  void tellsStylesAlsoBehindTheAutoencoder() {
    StyleClassifier classifier = StyleClassifier.load();
    try (PortraitStudio studio = PortraitStudio.open(ModelSet.micro())) {
      StudioPeople autoencoder = new StudioPeople(studio);
      for (Style style : Style.values()) {
        for (Shot shot : List.of(Shot.CLOSE_UP, Shot.FULL)) {
          for (int i = 0; i < SCENES; i++) {
            Rendering drawn = draw(style, shot, i);
            Box face = drawn.truth().people().get(0).faceBox();
            BufferedImage coded = autoencoder.roundTrip(drawn.image());
            count("render", classifier.of(drawn.image(), face) == style);
            boolean right = classifier.of(coded, face) == style;
            count("coded " + style, right);
            count("coded " + shot, right);
          }
        }
      }
    }
    atLeast(0.85, "render");
    // Twelve faces each: far above chance, 1/4. docs/metrics.md has the shares among many more.
    for (Style style : Style.values()) {
      atLeast(0.6, "coded " + style);
    }
    atLeast(0.6, "coded " + Shot.CLOSE_UP);
    atLeast(0.6, "coded " + Shot.FULL);
  }

  private static Rendering draw(Style style, Shot shot, int seed) {
    return Renderer.render(
        SceneSampler.any()
            .withShot(shot)
            .withStyle(style)
            .sample(seed, People.draw(IdentitySplit.DEVELOPMENT, seed, 1)),
        256,
        256);
  }

  private void count(String what, boolean right) {
    shares.put(what, shares.getOrDefault(what, new Share(0, 0)).plus(right));
  }

  private void atLeast(double bar, String what) {
    Share share = shares.get(what);
    assertTrue(share.right() >= bar * share.all(), () -> what + ": " + share + " of " + shares);
  }
}
