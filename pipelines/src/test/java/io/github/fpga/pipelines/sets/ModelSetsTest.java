package io.github.fpga.pipelines.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ModelSetsTest {

  private static final ModelSets SHIPPED = ModelSets.shipped();

  private static final String MINE =
      """
      name: mine
      family: sd15
      description: my own
      components:
        - role: base
          local: models/mine.safetensors
      """;

  @TempDir Path folder;

  @TestFactory
  List<DynamicTest> shippedSetsSayEverything() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : SHIPPED.names()) {
      tests.add(DynamicTest.dynamicTest(name, () -> assertSaysEverything(SHIPPED.get(name))));
    }
    return tests;
  }

  private static void assertSaysEverything(ModelSetSpec set) {
    assertFalse(set.description().isBlank());
    for (SetComponent component : SHIPPED.closure(set)) {
      assertTrue(component.source() instanceof Source.Hub, "of the hub");
      assertFalse(component.licence().id().isBlank());
      assertFalse(component.hubFiles().isEmpty());
      boolean pinned = component.hubFiles().get(0).pinned();
      assertTrue(pinned || component.note().contains("branch"), "unpinned and does not say so");
    }
    if (set.family() != SetFamily.FACES) {
      for (Role role : List.of(Role.BASE, Role.CONTROLNET, Role.IDENTITY, Role.IMAGE_ENCODER)) {
        assertTrue(set.component(role).isPresent(), role.word());
      }
      assertTrue(set.faces() != null && set.sampling() != null);
    }
  }

  /** Only what is bound to non-commercial terms asks for consent. */
  @Test
  void consentIsAskedForWhereItMustBe() {
    Set<String> asking =
        SHIPPED.names().stream()
            .filter(
                name ->
                    SHIPPED.closure(SHIPPED.get(name)).stream().anyMatch(c -> c.licence().accept()))
            .collect(Collectors.toSet());

    assertEquals(Set.of("faces-insightface", "sd15-portrait-faceid"), asking);
    assertTrue(SHIPPED.get("sd15-portrait-faceid").note().contains("outside the people's masks"));
  }

  @Test
  void variantsAddALoraAndItsSettings() {
    ModelSetSpec base = SHIPPED.get("sd15-portrait");
    ModelSetSpec variant = SHIPPED.get("sd15-portrait-lcm");

    assertEquals(base.component(Role.BASE), variant.component(Role.BASE));
    assertTrue(base.component(Role.FEW_STEP_LORA).isEmpty());
    assertTrue(variant.component(Role.FEW_STEP_LORA).isPresent());
    assertEquals(new SamplingAdvice("lcm", 6, 1.5), variant.sampling());
    assertEquals("faces-open", variant.faces());
    assertEquals(SetFamily.SD15, variant.family());
  }

  @Test
  void ownSetsComeFromAFolder() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), MINE);
    Files.writeString(
        folder.resolve("b.yml"),
        "name: mine-lcm\nextends: mine\ndescription: d\nfaces: faces-open\ncomponents:\n"
            + "  - {role: few-step-lora, local: /models/lora.safetensors, scale: 0.5}\n");
    Files.writeString(folder.resolve(".hidden.yaml"), "no set");
    Files.writeString(folder.resolve("notes.txt"), "no set");
    ModelSets sets = ModelSets.with(folder);

    SetComponent base = sets.get("mine-lcm").component(Role.BASE).orElseThrow();
    assertEquals(new Source.Local(folder.resolve("models/mine.safetensors")), base.source());
    SetComponent lora = sets.get("mine-lcm").component(Role.FEW_STEP_LORA).orElseThrow();
    assertEquals(0.5, lora.scale());
    assertEquals(4, sets.closure(sets.get("mine-lcm")).size());
    assertEquals(SHIPPED.names().size() + 2, sets.names().size());
    assertEquals(SHIPPED.names(), ModelSets.with(folder.resolve("nowhere")).names());
  }

  @Test
  void unknownNamesAreAnsweredWithTheKnownOnes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> SHIPPED.get("sd16")).getMessage();

    assertTrue(message.contains("'sd16'") && message.contains("sd15-portrait"), message);
  }

  private void refused(String text, String... parts) {
    try {
      Files.writeString(folder.resolve("own.yaml"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    String message =
        assertThrows(IllegalArgumentException.class, () -> ModelSets.with(folder)).getMessage();
    assertTrue(message.contains("own.yaml"), message);
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
    }
  }

  @Test
  void mistakesAreNamedWithTheirPlace() {
    refused("", "object");
    refused("- a", "object");
    refused("name: [", "line", "YAML");
    refused(MINE + "name: twice\n", "YAML");
    refused(MINE + "colour: red\n", "'colour' is unknown", "description");
    refused(MINE.replace("name: mine\n", ""), "'name' is missing");
    refused(MINE.replace("mine\n", "Mine!\n"), "lower-case", "Mine!");
    refused(MINE.replace("sd15", "sd3"), "sd15, sdxl or faces", "sd3");
    refused(MINE.replace("role: base", "role: basis"), "components[0]", "'basis'", "controlnet");
    refused(MINE.replace("role: base", "role: vae"), "role base");
    refused(MINE + "    scale: big\n", "components[0]", "'scale' is a number");
    refused(MINE + "    scale: 9\n", "from 0 to 2");
    refused(MINE + "    repository: a/b\n", "either 'repository'");
    refused(MINE + "    folder: .\n", "'local'");
    refused(MINE + "  - {role: base, local: b}\n", "two with the role base");
    refused(MINE + "sampling: {sampler: dmp, steps: 8, guidance: 1}\n", "sampling", "'dmp'");
    refused(MINE + "sampling: {sampler: lcm}\n", "'steps'");
    refused(MINE + "faces: faces-shut\n", "'faces-shut'");
    refused(MINE.replace("name: mine", "name: sd15-portrait"), "another name");
    refused(MINE + "extends: nothing\n", "'nothing', which is not there");
    refused(MINE + "extends: mine\n", "extends itself: mine");
    refused(MINE + "extends: sdxl-portrait\n", "family is sd15", "sdxl");
  }

  @Test
  void mistakesInRepositories() {
    String own =
        """
        name: own
        family: faces
        description: d
        components:
          - role: face-detector
            repository: org/name
            revision: main
            licence: {id: mit, link: https://example.org}
            files: [{path: a.onnx}]
        """;

    refused(own.replace("org/name", "../name"), "components[0]", "org/name, got '../name'");
    refused(own.replace("a.onnx", "../a.onnx"), "'../a.onnx'");
    refused(own.replace("a.onnx", "a, sha256: abc"), "64 lower-case");
    refused(own.replace("a.onnx", "a, size: -1"), "whole number");
    refused(own.replace("[{path: a.onnx}]", "[]"), "0 files");
    refused(own.replace("{path: a.onnx}", "{path: a}, {path: b}"), "2 files", "'folder'");
    refused(own.replace("files:", "folder: sub\n    files:"), "not in the folder sub");
    refused(own.replace("https://example.org", "http://example.org"), "components[0].licence");
    refused(own.replace("{id: mit,", "{id: mit, accept: true,"), "its note says why");
    refused(own.replaceAll("    licence.*\n", ""), "has a licence");
    refused(own.replaceAll("    revision.*\n", ""), "'revision' is missing");
  }
}
