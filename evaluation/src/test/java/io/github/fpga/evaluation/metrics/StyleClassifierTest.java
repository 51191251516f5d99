package io.github.fpga.evaluation.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.idzoom.world.Renderer;
import io.github.fpga.idzoom.world.Rendering;
import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.idzoom.world.SceneSampler;
import io.github.fpga.idzoom.world.Shot;
import io.github.fpga.idzoom.world.Style;
import org.junit.jupiter.api.Test;

class StyleClassifierTest {

  private static final int SCENES = 10;

  @Test
  void tellsTheStylesOfPeopleItHasNotSeen() {
    StyleClassifier classifier = StyleClassifier.get();
    int right = 0;
    int all = 0;
    for (Style style : Style.values()) {
      for (Shot shot : new Shot[] {Shot.CLOSE_UP, Shot.FULL}) {
        for (int i = 0; i < SCENES; i++) {
          Scene scene =
              SceneSampler.any()
                  .withShot(shot)
                  .withStyle(style)
                  .sample(i, People.draw(IdentitySplit.DEVELOPMENT, i, 1));
          Rendering drawn = Renderer.render(scene, 256, 256);
          Style told = classifier.of(drawn.image(), drawn.truth().people().get(0).faceBox());
          right += told == style ? 1 : 0;
          all++;
        }
      }
    }
    assertTrue(right >= 0.8 * all, right + " of " + all);
  }
}
