package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.family.ModelFile;
import io.github.fpga.pipelines.family.ModelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures through the real command line: made, made again, restored, swapped, looked at. */
class PicturesE2ETest {

  @TempDir Path folder;

  private Path file(String name) {
    return folder.resolve(name);
  }

  @Test
  void generatedAndMadeAgainBitForBit() {
    String two = "a full body picture of two people in a park";
    Cli.Result made =
        Cli.run(
                "generate",
                "--prompt",
                two,
                "--style",
                "ink",
                "--steps",
                2,
                "--seed",
                7,
                "--person",
                Cli.sample("alex") + "@0.2,0.2,0.14,0.14;prompt=wearing a red dress",
                "--person",
                Cli.sample("billie") + "@0.6,0.2,0.14,0.14;weight=0.9",
                "--strength",
                0.1,
                "--count",
                2,
                "-o",
                file("p.png"))
            .ok();

    assertEquals(file("p-1.png") + "\n" + file("p-2.png") + "\n", made.out());
    assertNotEquals(-1, mismatch(file("p-1.png"), file("p-2.png")));
    Map<String, String> text = Pictures.text(file("p-2.png"));
    assertTrue(text.get("fpga.request").contains("\"seed\":8"), text.toString());
    assertTrue(text.containsKey("fpga.models") && text.containsKey("fpga.version"));

    Cli.Result again = Cli.run("redo", file("p-2.png"), "-o", file("again.png")).ok();
    assertTrue(again.err().contains("bit for bit"), again.err());
    Cli.assertSameBytes(file("p-2.png"), file("again.png"));
  }

  private static long mismatch(Path a, Path b) {
    try {
      return Files.mismatch(a, b);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void fastPicturesAreMadeAgainToo() {
    Object[] fast = {"--fast", "--person", Cli.sample("alex") + "@0.3,0.2,0.3,0.3"};
    Object[] generate = {"generate", "--prompt", "a portrait of one person in a park"};
    Cli.run(with(with(generate, fast), "--always", "-o", file("f.png"))).ok();
    Map<String, String> text = Pictures.text(file("f.png"));
    assertTrue(text.get("fpga.request").contains("\"distilled\":true"), text.toString());
    Cli.run("redo", file("f.png"), "-o", file("again.png")).ok();
    Cli.assertSameBytes(file("f.png"), file("again.png"));

    Cli.run(with(with(generate, fast), "--guidance", 3, "-o", file("g.png")))
        .refused("guidance 1", "worked in");
    Cli.run(with(with(generate, fast), "--baseline", "-o", file("g.png"))).refused("baseline");
    Cli.run("restore", file("f.png"), "--person", Cli.sample("alex"), "--fast", "--guidance", 2)
        .refused("guidanceScale of the distilled mode");
  }

  @Test
  void fastNeedsDistilledModes() throws IOException {
    Path family = Files.createDirectories(file("family"));
    ModelSet whole = ModelSet.folder(TestFamily.folder());
    for (ModelFile model : ModelFile.values()) {
      if (model != ModelFile.FEWSTEP) {
        Files.createSymbolicLink(family.resolve(model.fileName()), whole.path(model));
      }
    }
    Object[] generate = {"generate", "--prompt", "a portrait", "--models", family, "--fast"};
    Cli.run(with(generate, "-o", file("f.png"))).refused("fewstep.safetensors", "leave out --fast");
    assertFalse(Files.exists(file("f.png")));
  }

  @Test
  void theBaselineKnowsNobody() {
    Object[] common = {"generate", "--prompt", "a portrait", "--steps", 1, "--baseline"};
    Cli.run(with(common, "--person", Cli.sample("alex"), "-o", file("a.png"))).ok();
    Cli.run(with(common, "--person", Cli.sample("billie"), "-o", file("b.png"))).ok();

    assertArrayEquals(Cli.pixels(file("a.png")), Cli.pixels(file("b.png")));
  }

  private static Object[] with(Object[] start, Object... more) {
    Object[] all = java.util.Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return all;
  }

  @Test
  void unknownWordsAreNamed() {
    Cli.Result made =
        Cli.run(
            "generate", "--prompt", "a portrait of a zeppelin", "--steps", 1, "-o", file("z.png"));

    assertTrue(made.ok().err().contains("does not know the words: zeppelin"), made.err());
  }

  @Test
  void aFolderIsRestoredOnceAndKeepsItsText() throws IOException {
    Path in = Files.createDirectories(file("in/sub"));
    Path two = Cli.sceneOfTwo(file("w"));
    Pictures.writePng(in.resolve("a.png"), Pictures.read(two), Map.of("Author", "somebody"));
    Files.copy(Cli.sample("casey"), file("in").resolve("b.png"));
    Files.writeString(file("in").resolve("c.png"), "no picture");
    Object[] command = {
      "restore",
      file("in"),
      "--person",
      two + "#1",
      "--steps",
      4,
      "--strength",
      0.5,
      "--always",
      "--fresh-noise",
      1,
      "-o",
      file("out")
    };

    Cli.Result first = Cli.run(command);
    assertEquals(1, first.code(), first.err());
    assertTrue(first.err().contains("c.png: cannot read"), first.err());
    assertTrue(first.err().contains("restored 2, done before 0, failed 1"), first.err());
    Path restored = file("out/sub/a.png");
    assertEquals("somebody", Pictures.text(restored).get("Author"));
    assertNotEquals(
        java.util.Arrays.hashCode(Cli.pixels(two)),
        java.util.Arrays.hashCode(Cli.pixels(restored)));
    byte[] bytes = Files.readAllBytes(restored);

    Files.delete(restored);
    Cli.Result second = Cli.run(command);
    assertTrue(second.err().contains("restored 1, done before 1, failed 1"), second.err());
    assertArrayEquals(bytes, Files.readAllBytes(restored));

    Cli.run("redo", restored, "-o", file("again.png")).ok();
    Cli.assertSameBytes(restored, file("again.png"));
  }

  @Test
  void anotherProgramsFileIsNotReplaced() throws IOException {
    Path out = Files.createDirectories(file("out"));
    Files.copy(Cli.sample("billie"), out.resolve("alex.png"));

    Cli.run("restore", Cli.sample("alex"), "--person", Cli.sample("alex"), "-o", out)
        .refused("was not made by this program");
    Cli.assertSameBytes(Cli.sample("billie"), out.resolve("alex.png"));
  }

  @Test
  void swapped() {
    Path two = Cli.sceneOfTwo(file("w"));
    Object[] swap = {"swap", two, "--face", 2, "--person", Cli.sample("billie"), "--steps", 3};

    Cli.run(with(swap, "-o", file("s.png"))).ok();
    Cli.run("redo", file("s.png"), "-o", file("again.png")).ok();

    Cli.assertSameBytes(file("s.png"), file("again.png"));
    int[] before = Cli.pixels(two);
    int[] after = Cli.pixels(file("s.png"));
    int left = 0;
    int right = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] != after[i]) {
        left += i % 256 < 128 ? 1 : 0;
        right += i % 256 >= 128 ? 1 : 0;
      }
    }
    assertTrue(left == 0 && right > 100, left + " pixels changed left, " + right + " right");
    Cli.run("swap", two, "--face", 3, "--person", Cli.sample("billie"), "-o", file("t.png"))
        .refused("there is no face 3");
    Cli.run("swap", two, "--person", "x@0,0,1,1", "-o", file("t.png")).refused("--face");
  }

  @Test
  void inverted() {
    Cli.Result result =
        Cli.run("invert", Cli.sample("alex"), "--steps", 3, "-o", file("i.png")).ok();

    assertTrue(result.err().contains(" dB"), result.err());
    Cli.run("redo", file("i.png"), "-o", file("again.png")).ok();
    Cli.assertSameBytes(file("i.png"), file("again.png"));
  }

  @Test
  void facesAsJsonAndAsAPicture() throws IOException {
    Path two = Cli.sceneOfTwo(file("w"));
    String out = Cli.run("faces", two, "-o", file("f.png")).ok().out();
    JsonNode faces = new ObjectMapper().readTree(out);

    assertEquals(2, faces.size());
    for (int i = 0; i < 2; i++) {
      assertEquals(i + 1, faces.get(i).path("index").asInt());
      assertEquals(68, faces.get(i).path("landmarks").size());
    }
    assertTrue(
        faces.get(0).path("box").path("x").asDouble()
            < faces.get(1).path("box").path("x").asDouble());
    Cli.run("redo", file("f.png"), "-o", file("again.png")).ok();
    Cli.assertSameBytes(file("f.png"), file("again.png"));
  }

  @Test
  void aGridAndItAgain() {
    Object[] grid = {"grid", Cli.sample("alex"), Cli.sample("billie"), Cli.sample("casey")};
    Cli.run(with(grid, "--columns", 2, "-o", file("g.png"))).ok();
    Cli.run("redo", file("g.png"), "-o", file("again.png")).ok();

    Cli.assertSameBytes(file("g.png"), file("again.png"));
    assertEquals(516, Pictures.read(file("g.png")).getWidth());
    assertEquals(516, Pictures.read(file("g.png")).getHeight());
    Cli.run("grid", Cli.sample("alex"), file("g.png"), "-o", file("h.png")).refused("one size");
  }

  @Test
  void damagedAndMadeAgain() {
    Path two = Cli.sceneOfTwo(file("w"));
    for (String kind : new String[] {"warp", "smear", "jpeg"}) {
      Cli.run("damage", two, "--kind", kind, "--face", 1, "-o", file("d.png")).ok();
      Cli.run("redo", file("d.png"), "-o", file("again.png")).ok();
      Cli.assertSameBytes(file("d.png"), file("again.png"));
    }
    Cli.run("damage", two, "--kind", "warp", "--face", 5, "-o", file("e.png"))
        .refused("there is no face 5");
  }
}
