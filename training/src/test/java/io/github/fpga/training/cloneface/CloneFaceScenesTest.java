package io.github.fpga.training.cloneface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.idzoom.world.Scene;
import io.github.fpga.training.data.WorldScenes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloneFaceScenesTest {

  private static List<Scene> scenes(double cloneShare, int count) {
    List<Scene> scenes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      scenes.add(new CloneFaceScenes(cloneShare).apply(WorldScenes.random(1, i)));
    }
    return scenes;
  }

  private static long identities(Scene scene) {
    return scene.people().stream().map(person -> person.identity().seed()).distinct().count();
  }

  @Test
  void clonesAreOnePersonInSeveralPlaces() {
    for (Scene scene : scenes(1, 60)) {
      assertEquals(1, identities(scene));
      assertTrue(scene.people().size() >= 2 && scene.people().size() <= 4);
      assertEquals(
          scene.people().size(),
          scene.people().stream().map(person -> person.faceCentre()).distinct().count());
    }
  }

  @Test
  void mixedScenesAreAllDifferentPeople() {
    for (Scene scene : scenes(0, 60)) {
      assertEquals(scene.people().size(), identities(scene));
    }
  }

  @Test
  void theShareIsKept() {
    long clones = scenes(0.5, 400).stream().filter(scene -> identities(scene) == 1).count();
    assertEquals(200, clones, 40);
    assertThrows(IllegalArgumentException.class, () -> new CloneFaceScenes(1.5));
  }
}
