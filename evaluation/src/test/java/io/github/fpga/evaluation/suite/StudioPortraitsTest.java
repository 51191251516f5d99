package io.github.fpga.evaluation.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.faces.Pictures;
import io.github.fpga.faces.micro.MicroFaces;
import io.github.fpga.idzoom.world.IdentitySplit;
import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.family.FamilyConfig;
import io.github.fpga.pipelines.family.FamilyWeights;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.recipes.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the studio is asked, with random weights: pictures are noise, requests are real. */
class StudioPortraitsTest {

  @TempDir Path folder;

  private PortraitModels untrained() {
    FamilyWeights weights =
        new FamilyWeights(
            Weights.random(1),
            Weights.random(2),
            Weights.random(3),
            new FamilyWeights.Control(Weights.random(4), Weights.random(5)),
            new FamilyWeights.Control(Weights.random(6), Weights.random(7)),
            Weights.random(8),
            null,
            null);
    ClipTokenizer tokenizer =
        ClipTokenizer.wordLevel(
            folder.resolve("tokenizer.json"), Workspace.words(), MicroFamily.PROMPT_LENGTH);
    return PortraitModels.of(
        FamilyConfig.micro(1, Workspace.vocabularySize()),
        weights,
        tokenizer,
        MicroFaces.load().analyzer(),
        Precision.BF16,
        Map.of("base.safetensors", "untrained"));
  }

  @Test
  void asksForTheSceneAndNothingElse() throws Exception {
    Engine.start(1);
    EvaluationPlan plan = EvaluationPlan.of(IdentitySplit.EVALUATION, 4, 1, 8);
    try (PortraitStudio studio = PortraitStudio.of(untrained())) {
      ReferencePictures references =
          new ReferencePictures(plan, folder, studio.models().faces()::detect);
      SceneSpec scene = plan.groups().get(0);
      for (int person : scene.people()) {
        references.write(person);
      }
      List<List<Path>> files =
          scene.people().stream()
              .map(p -> references.files(p, ReferencePictures.Use.REFERENCE))
              .toList();
      StudioPortraits portraits = new StudioPortraits(studio);
      Portraits.Made made = portraits.generate(scene, files);
      assertEquals(SceneSpec.SIDE, made.image().getWidth());
      assertTrue(made.timing().network() > 0);
      assertTrue(made.timing().network() <= made.timing().seconds());
      check(scene, new ObjectMapper().readTree(made.text().get(Provenance.REQUEST)));
      assertTrue(portraits.checksum().contains("untrained"));
      assertEquals(SceneSpec.SIDE, portraits.roundTrip(made.image()).getHeight());
      Path before = folder.resolve("before.png");
      Pictures.writePng(before, made.image(), made.text());
      Portraits.Restored restored = portraits.restore(scene, files, before);
      assertEquals(SceneSpec.SIDE, restored.mask().width());
      assertTrue(restored.text().get(Provenance.REQUEST).contains("before.png"));
    }
  }

  private static void check(SceneSpec scene, JsonNode provenance) {
    JsonNode request = provenance.get("request");
    assertEquals(scene.prompt(), request.get("prompt").asText());
    assertEquals(scene.style(), request.get("style").asText());
    assertEquals(scene.seed(), request.get("seed").asLong());
    assertTrue(request.get("restore").isNull());
    assertEquals(scene.people().size(), request.get("people").size());
    for (int i = 0; i < scene.people().size(); i++) {
      JsonNode person = request.get("people").get(i);
      assertEquals(scene.clothes().get(i), person.get("prompt").asText());
      assertEquals(scene.regions().get(i).x(), person.get("region").get("x").asDouble(), 1e-9);
      String folder = ReferencePictures.folder(scene.people().get(i));
      assertTrue(person.get("person").get("source").asText().contains(folder + "/reference-2.png"));
      assertFalse(person.toString().contains("gallery"));
    }
  }
}
