package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Pictures;
import io.github.fpga.tensor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets whose parts come in other forms than those of {@link PublicSetsE2ETest}. */
class PublicVariantsE2ETest {

  private static final int SIDE = 256;

  @TempDir static Path folder;

  private static Path sets;

  @BeforeAll
  static void write() throws IOException {
    Engine.start();
    sets = TinyPublicSets.write(Files.createDirectories(folder.resolve("sets")));
    TinyPublicSets.writeVariants(sets);
    person("anna.png", 0x20a040);
    person("ben.png", 0xe0d0f0);
  }

  private static void person(String name, int ground) throws IOException {
    int[] pixels = new int[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      boolean face = i % SIDE / 32 == 3 && i / SIDE / 32 == 3;
      pixels[i] = face ? 0xff0000 : ground ^ (i % SIDE * 5 + i / SIDE * 3) % 64;
    }
    Pictures.writePng(file(name), Pictures.of(SIDE, SIDE, pixels), Map.of());
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  private static Cli.Result on(String set, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--model", set, "--sets", sets, "--store", file("store")));
    return Cli.run(all.toArray());
  }

  /** A picture of Anna by a set, as its pixels. */
  private static int[] generated(String set, Object... more) {
    Path out = file(set + ".png");
    List<Object> all =
        new ArrayList<>(List.of("generate", "--prompt", "a portrait", "--no-restore", "-o", out));
    all.addAll(List.of("--person", file("anna.png@0.3,0.3,0.4,0.4")));
    all.addAll(List.of(more));
    on(set, all.toArray()).ok();
    return Cli.pixels(out);
  }

  /** Anna's picture with Ben's face, however it looks. */
  private static void remade(String set, String command, int steps, Path out) {
    Object[] arguments = {command, file("anna.png"), "--person", file("ben.png")};
    Object[] how = {"--steps", steps, "--always", "-o", out};
    on(set, Stream.of(arguments, how).flatMap(Stream::of).toArray()).ok();
  }

  @Test
  void aBaseInASingleFile() {
    assertArrayEquals(generated("tiny15"), generated("tiny15-single"));
    Map<String, String> text = Pictures.text(file("tiny15-single.png"));
    assertTrue(text.get("fpga.models").contains("\"base\""), text.toString());
    Path out = file("single-restored.png");
    remade("tiny15-single", "restore", 2, out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny15-lcm", "tiny15-hyper"})
  void fewSteps(String set) {
    int[] few = generated(set);
    assertFalse(Arrays.equals(generated("tiny15", "--steps", 3), few), "the LoRA has no effect");
    String request = Pictures.text(file(set + ".png")).get("fpga.request");
    assertTrue(request.contains("\"steps\":3"), request);
    Cli.Result again = on(set, "redo", file(set + ".png"), "-o", file("again.png")).ok();
    assertTrue(again.err().contains("bit for bit"), again.err());
  }

  @Test
  void faceIdPlusOfBothVersions() {
    int[] second = generated("tiny15-faceid");
    int[] first = generated("tiny15-faceid1");
    assertFalse(Arrays.equals(first, second), "the versions are the same");
    assertFalse(Arrays.equals(generated("tiny15"), second));
    for (String set : new String[] {"tiny15-faceid", "tiny15-faceid1"}) {
      on(
              set,
              "swap",
              file("anna.png"),
              "--person",
              file("ben.png"),
              "--steps",
              2,
              "--always",
              "-o",
              file(set + "-swapped.png"))
          .ok();
    }
  }

  @Test
  void aBaseThatRepaints() throws IOException {
    int middle = SIDE * SIDE / 2;
    int[] mask = new int[SIDE * SIDE];
    Arrays.fill(mask, 0, middle, 0xffffff);
    Pictures.writePng(file("mask.png"), Pictures.of(SIDE, SIDE, mask), Map.of());
    Object[] paint = {
      "generate", "--prompt", "a portrait", "--from", file("ben.png"), "--paint", file("mask.png")
    };
    List<Object> painted = new ArrayList<>(List.of(paint));
    painted.addAll(List.of("-o", file("painted.png")));
    on("tinyinpaint", painted.toArray()).ok();
    int[] before = Cli.pixels(file("ben.png"));
    int[] after = Cli.pixels(file("painted.png"));
    assertFalse(Arrays.equals(before, 0, middle, after, 0, middle));
    assertTrue(Arrays.equals(before, middle, mask.length, after, middle, mask.length));

    for (String command : new String[] {"restore", "swap"}) {
      Path out = file(command + "-inpaint.png");
      remade("tinyinpaint", command, 3, out);
      int[] anna = Cli.pixels(file("anna.png"));
      int[] changed = Cli.pixels(out);
      assertFalse(Arrays.equals(anna, changed), command + " changes nothing");
      assertEquals(anna[0], changed[0], "far from the face");
    }
    on("tinyinpaint", "invert", file("anna.png"), "--steps", 2, "-o", file("i.png")).ok();
    on("tinyinpaint", "invert", file("anna.png"), "--face", 1, "--steps", 2, "-o", file("j.png"))
        .ok();
    on("tinyinpaint", "generate", "--prompt", "a portrait", "-o", file("no.png"))
        .refused("tinyinpaint repaints pictures", "a mask");
  }

  @Test
  void whatTheOtherCommandsSay() {
    String shown = on("tiny15", "models", "show").ok().out();
    assertTrue(shown.contains("base/unet/model.safetensors"), shown);
    on("tiny15", "evaluate", "-o", file("evaluation"))
        .refused("trained families", "--model tiny15");
  }
}
