package io.github.fpga.pipelines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.diir.InputPicture;
import io.github.fpga.pipelines.diir.InvertRequest;
import io.github.fpga.pipelines.diir.RestoreOptions;
import io.github.fpga.pipelines.diir.RestoreRequest;
import io.github.fpga.pipelines.generate.Binding;
import io.github.fpga.pipelines.generate.GenerateRequest;
import io.github.fpga.pipelines.generate.GenerateResult;
import io.github.fpga.pipelines.generate.RepaintRequest;
import io.github.fpga.pipelines.generate.Sampling;
import io.github.fpga.pipelines.layout.Layout;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.layout.Shot;
import io.github.fpga.pipelines.people.Placement;
import io.github.fpga.pipelines.run.ProgressListener;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.Rendered;
import io.github.fpga.pipelines.swap.SwapRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortraitStudioTest {

  private static final int RED = 0xe02020;
  private static final int BLUE = 0x2020e0;
  private static final Box LEFT = new Box(20, 30, 16, 16);
  private static final Box RIGHT = new Box(80, 26, 18, 18);
  private static final RestoreOptions OPTIONS =
      RestoreOptions.DEFAULT.withSteps(4).withDoes(RestoreOptions.DEFAULT.does().withGate(false));

  @TempDir static Path folder;
  private static PortraitStudio studio;
  private static String anna;
  private static String two;

  @BeforeAll
  static void open() throws IOException {
    studio = PortraitStudio.of(TestFamily.toy(FakeFaces.byColour()), folder.resolve("people"));
    anna = write("anna.png", LEFT, RED);
    two = write("two.png", LEFT, RED, RIGHT, BLUE);
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  private static String write(String name, Object... boxesAndColours) throws IOException {
    Path file = folder.resolve(name);
    Pictures.writePng(file, FakeFaces.picture(120, 80, boxesAndColours), Map.of("Title", name));
    return file.toString();
  }

  private static GenerateRequest request() {
    return GenerateRequest.of(
            "portrait of two people", Placement.of(studio.person(anna)).withPrompt("smiling"))
        .withSize(64, 64)
        .withSampling(Sampling.DEFAULT.withSteps(2).withSampler("dpmpp_2m_sde"))
        .withBinding(Binding.DEFAULT.withLocalShare(0.5))
        .withPose(Layout.of(Shot.HALF, 2, 64, 64).pose())
        .withStyle("ink")
        .withSeed(-12)
        .withRestore(OPTIONS);
  }

  /** Writes, reads back, makes again. */
  private static void assertRedone(Rendered result) {
    Path file = folder.resolve("out.png");
    try {
      Pictures.writePng(file, result.image(), result.pngText());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Provenance provenance = Provenance.parse(Pictures.text(file));
    assertEquals(result.provenance(), provenance);
    Rendered again = studio.redo(provenance, ProgressListener.NONE);
    assertArrayEquals(Pictures.pixels(result.image()), Pictures.pixels(again.image()));
    assertEquals(result.pngText(), again.pngText());
  }

  @Test
  void aPortraitIsMadeAgainBitForBit() {
    assertRedone(studio.generate(request().withCount(2)).get(1));
    assertRedone(
        studio
            .generate(
                request()
                    .withPose(null)
                    .withRestore(null)
                    .withPeople(
                        List.of(
                            Placement.of(
                                studio.person(two + "#2*2," + anna),
                                new Region(0.3, 0.3, 0.2, 0.2)))))
            .get(0));
  }

  @Test
  void restoringSwappingAndInvertingAreRedoneToo() {
    InputPicture input = InputPicture.read(Path.of(two));
    RestoreRequest restore =
        RestoreRequest.of(input, Placement.of(studio.person(anna))).withOptions(OPTIONS);
    Rendered restored = studio.restore(restore);
    assertEquals("two.png", restored.pngText().get("Title"));
    assertRedone(restored);
    assertRedone(studio.swap(SwapRequest.of(input, 2, studio.person(anna)).withOptions(OPTIONS)));
    assertRedone(studio.invert(InvertRequest.of(input).withFace(1).withOptions(OPTIONS)));
  }

  @Test
  void aChangedReferenceIsNoticed() throws IOException {
    String changing = write("changing.png", LEFT, RED);
    Rendered result =
        studio
            .generate(request().withPeople(List.of(Placement.of(studio.person(changing)))))
            .get(0);
    write("changing.png", LEFT, BLUE);
    assertTrue(redoMessage(result.provenance()).contains("changing.png has changed"));
    Files.delete(Path.of(changing));
    assertTrue(redoMessage(result.provenance()).contains("no picture and no saved person"));
  }

  @Test
  void picturesInMemoryCannotBeMadeAgain() {
    Rendered result =
        studio
            .generate(
                request()
                    .withPeople(
                        List.of(
                            Placement.of(
                                studio.person("memory", FakeFaces.picture(60, 60, LEFT, RED))))))
            .get(0);
    assertTrue(
        redoMessage(result.provenance()).contains("memory was made from pictures in memory"));
    Rendered inverted =
        studio.invert(
            InvertRequest.of(InputPicture.of(FakeFaces.picture(64, 64, LEFT, RED)))
                .withOptions(OPTIONS));
    assertTrue(redoMessage(inverted.provenance()).contains("picture in memory"));
  }

  @Test
  void otherModelsTasksAndBrokenRequestsAreExplained() {
    Provenance made = studio.generate(request()).get(0).provenance();
    assertTrue(
        redoMessage(
                new Provenance(
                    made.task(), made.request(), Map.of("base.safetensors", "9"), "1", 1))
            .contains("other models (base.safetensors)"));
    assertTrue(
        redoMessage(new Provenance("dance", made.request(), Map.of(), "1", 1)).contains("'dance'"));
    ObjectNode broken = made.request().deepCopy();
    broken.put("width", 100);
    assertTrue(
        redoMessage(new Provenance("generate", broken, Map.of(), "1", 1))
            .contains("width must be a multiple of 8"));
    broken.remove("width");
    assertTrue(
        redoMessage(new Provenance("generate", broken, Map.of(), "1", 1))
            .contains("no GenerateRequest"));
    broken.put("width", 64).put("surprise", 1);
    assertTrue(
        redoMessage(new Provenance("generate", broken, Map.of(), "0.0", 1)).contains("surprise"));
    assertTrue(
        redoMessage(new Provenance("generate", broken, Map.of(), "0.0", 1))
            .contains("made by version 0.0"));
  }

  /** Requests written before a component existed, and while another one did. */
  @Test
  void olderRequestsMeanWhatTheyMeantThen() {
    RestoreOptions usual =
        request().restore().withGuidanceScale(3).withIdentityScale(3).withRecognised(-1);
    GenerateResult made = studio.generate(request().withRestore(usual)).get(0);
    Provenance now = made.provenance();
    ObjectNode older = now.request().deepCopy();
    ((ObjectNode) older.get("binding"))
        .remove(List.of("landmarks", "alphaShift", "globalFeatures"));
    ((ObjectNode) older.get("sampling")).remove("distilled");
    ((ObjectNode) older.get("restore")).put("cropSize", "AUTO").remove("distilled");
    ((ObjectNode) older.get("restore")).remove(List.of("identityScale", "recognised"));
    Rendered again =
        studio.redo(
            new Provenance(now.task(), older, now.models(), "0.0", 1), ProgressListener.NONE);
    assertArrayEquals(Pictures.pixels(made.image()), Pictures.pixels(again.image()));
    assertEquals(now.request(), again.provenance().request());
    ((ObjectNode) older.get("binding")).remove("control");
    assertTrue(
        redoMessage(new Provenance(now.task(), older, now.models(), "0.0", 1)).contains("control"));
  }

  @Test
  void olderRepaintingsToo() {
    Provenance now =
        studio
            .repaint(
                new RepaintRequest(InputPicture.read(Path.of(two)), null, 0.5, request()),
                ProgressListener.NONE)
            .provenance();
    ObjectNode older = now.request().deepCopy();
    ((ObjectNode) older.at("/portrait/binding")).remove("alphaShift");
    ((ObjectNode) older.at("/portrait/sampling")).remove("distilled");
    Rendered again =
        studio.redo(
            new Provenance(now.task(), older, now.models(), "0.0", 1), ProgressListener.NONE);
    assertEquals(now.request(), again.provenance().request());
  }

  private static String redoMessage(Provenance provenance) {
    return assertThrows(
            IllegalArgumentException.class, () -> studio.redo(provenance, ProgressListener.NONE))
        .getMessage();
  }

  @Test
  void facesComeFromTheLeft() {
    List<Face> faces = studio.faces(Pictures.read(Path.of(two)));
    assertEquals(2, faces.size());
    assertTrue(faces.get(0).box().x() < faces.get(1).box().x());
  }

  @Test
  void savedPeopleServeWhereverFilesDo() {
    studio.people().save(studio.person(anna).withName("saved anna"));
    assertRedone(
        studio
            .generate(request().withPeople(List.of(Placement.of(studio.person("saved anna")))))
            .get(0));
  }

  @Test
  void threadsDoNotDisturbEachOther() throws Exception {
    int[] alone = Pictures.pixels(studio.generate(request()).get(0).image());
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<int[]>> together = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        together.add(
            threads.submit(() -> Pictures.pixels(studio.generate(request()).get(0).image())));
      }
      for (Future<int[]> one : together) {
        assertArrayEquals(alone, one.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void closedModelsSaySo() {
    PortraitStudio closed = PortraitStudio.of(TestFamily.toy(FakeFaces.byColour()), folder);
    closed.close();
    closed.close();
    assertEquals(
        "these models have been closed",
        assertThrows(IllegalStateException.class, () -> closed.generate(request())).getMessage());
  }
}
