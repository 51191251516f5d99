package io.github.fpga.evaluation.judge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.world.Identity;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.idzoom.world.People;
import io.github.fpga.tensor.Engine;
import io.github.fpga.training.recipes.faces.RankOne;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bundled judge on fresh pictures of development people. */
class JudgeAccuracyTest {

  @Test
  void peopleAreRecognised() {
    Engine.start();
    Judge judge = Judge.load();
    List<Identity> people = People.draw(IdentitySplit.DEVELOPMENT, 78, 30);
    List<BufferedImage> references = RankOne.closeUps(people, 1);
    double close = RankOne.rate(judge, references, RankOne.closeUps(people, 2));
    double small = RankOne.rate(judge, references, RankOne.small(people, 3, 24, 40));
    assertTrue(close >= 0.95, "close-up rank-1 " + close);
    assertTrue(small >= 0.85, "small faces' rank-1 " + small);
  }
}
