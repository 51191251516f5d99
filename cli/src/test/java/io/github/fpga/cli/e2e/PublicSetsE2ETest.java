package io.github.fpga.cli.e2e;

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
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every picture command on model sets in the shape of the public families. */
class PublicSetsE2ETest {

  /** Smaller pictures would be enlarged before they are searched. */
  private static final int SIDE = 256;

  @TempDir static Path folder;

  private static Path sets;

  @BeforeAll
  static void write() throws IOException {
    Engine.start();
    sets = TinyPublicSets.write(Files.createDirectories(folder.resolve("sets")));
    person("anna.png", 0x20a040);
    person("ben.png", 0xe0d0f0);
  }

  /**
   * A picture of one face, as the tiny detector knows them, on a ground that tells people apart.
   */
  private static Path person(String name, int ground) throws IOException {
    int[] pixels = new int[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      boolean face = i % SIDE / 32 == 3 && i / SIDE / 32 == 3;
      int shade = (i % SIDE * 5 + i / SIDE * 3) % 64;
      pixels[i] = face ? 0xff0000 : ground ^ shade;
    }
    Path file = folder.resolve(name);
    Pictures.writePng(file, Pictures.of(SIDE, SIDE, pixels), Map.of());
    return file;
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  /** Runs a command on a set. */
  private static Cli.Result on(String set, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--model", set, "--sets", sets, "--store", file("store")));
    return Cli.run(all.toArray());
  }

  private static boolean differ(String a, String b) {
    return !Arrays.equals(Cli.pixels(file(a)), Cli.pixels(file(b)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny15", "tinyxl"})
  void generatedAndMadeAgain(String set) {
    String words = "a (happy:1.3) portrait";
    Object[] start = {"generate", "--prompt", words, "--strength", 0.1, "--person"};
    String anna = file("anna.png@0.3,0.3,0.4,0.4").toString();
    on(set, with(start, anna + ";prompt=a red dress", "-o", file("a.png"))).ok();

    assertEquals(64, Pictures.read(file("a.png")).getWidth(), "the networks' own size");
    Map<String, String> text = Pictures.text(file("a.png"));
    assertTrue(text.get("fpga.models").contains("base/unet/model.safetensors"), text.toString());
    Cli.Result again = on(set, "redo", file("a.png"), "-o", file("again.png")).ok();
    assertTrue(again.err().contains("bit for bit"), again.err());
    on(set, with(start, file("ben.png@0.3,0.3,0.4,0.4"), "-o", file("b.png"))).ok();
    on(set, with(start, anna, "--no-restore", "-o", file("plain.png"))).ok();
    on(set, with(start, anna, "--no-restore", "--baseline", "-o", file("base.png"))).ok();
    assertTrue(differ("a.png", "b.png"));
    assertTrue(differ("plain.png", "base.png"), "the identity has no effect");
    on(set, with(start, anna + ";weight=0..1", "--no-restore", "-o", file("late.png"))).ok();
    assertTrue(differ("plain.png", "late.png"), "the weight is the same in all steps");
  }

  private static Object[] with(Object[] start, Object... more) {
    List<Object> all = new ArrayList<>(List.of(start));
    all.addAll(List.of(more));
    return all.toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny15", "tinyxl"})
  void restoredAndSwapped(String set) {
    Path anna = file("anna.png");
    for (String command : new String[] {"restore", "swap"}) {
      Path out = file(command + ".png");
      String ben = command.equals("swap") ? "ben.png" : "ben.png@0.31,0.31,0.25,0.25";
      on(set, command, anna, "--person", file(ben), "--steps", 3, "--always", "-o", out).ok();
      int[] before = Cli.pixels(anna);
      int[] after = Cli.pixels(out);
      int changed = 0;
      for (int i = 0; i < before.length; i++) {
        changed += before[i] == after[i] ? 0 : 1;
      }
      assertTrue(changed > 100, command + " changed " + changed + " pixels");
      assertEquals(before[0], after[0], "far from the face");
      out.toFile().delete();
    }
    on(set, "invert", anna, "--steps", 2, "-o", file("inverted.png")).ok();
    on(set, "invert", anna, "--face", 1, "--steps", 2, "-o", file("face.png")).ok();
  }

  @Test
  void facesAndPersons() {
    Cli.Result found = on("tiny15", "faces", file("anna.png"), "-o", file("f.png")).ok();
    assertTrue(found.out().contains("\"index\" : 1"), found.out());
    assertFalse(found.out().contains("\"index\" : 2"), found.out());
    Cli.run("faces", file("anna.png"), "--model", "tiny-faces", "--sets", sets, "-o", file("g.png"))
        .ok();
    on("tiny15", "person", "create", "Anna", file("anna.png")).ok();
    String shown = on("tiny15", "person", "show", "Anna").ok().out();
    assertTrue(shown.contains("128 numbers, and 17 x 24 local"), shown);

    Object[] common = {"generate", "--prompt", "a portrait", "--no-restore", "--person"};
    on("tiny15", with(common, "Anna", "-o", file("s.png"))).ok();
    on("tiny15", with(common, file("anna.png"), "-o", file("t.png"))).ok();
    assertFalse(differ("s.png", "t.png"));
    Cli.run("person", "show", "Anna", "--store", file("store")).refused("another face recogniser");
  }

  @Test
  void wordsCount() {
    Object[] common = {"generate", "--no-restore", "--prompt"};
    String many = "a portrait of somebody in a park, ".repeat(12);
    on("tiny15", with(common, many, "-o", file("long.png"))).ok();
    on("tiny15", with(common, many + "at night", "-o", file("longer.png"))).ok();
    assertTrue(differ("long.png", "longer.png"), "words beyond 77 tokens are lost");
    on("tiny15", with(common, "a portrait", "-o", file("p.png"))).ok();
    on("tiny15", with(common, "a (portrait:1.5)", "-o", file("w.png"))).ok();
    on("tiny15", with(common, "a portrait", "--negative-prompt", "blurred", "-o", file("n.png")))
        .ok();
    assertTrue(differ("p.png", "w.png"));
    assertTrue(differ("p.png", "n.png"));
  }

  @Test
  void lorasAddUp() {
    Path lora = TinyPublicSets.writeLora(file("style.safetensors"));
    Object[] common = {"generate", "--prompt", "a portrait", "--width", 96, "-o"};
    on("tiny15", with(common, file("none.png"))).ok();
    on("tiny15", with(common, file("zero.png"), "--lora", lora + ":0")).ok();
    on("tiny15", with(common, file("one.png"), "--lora", lora)).ok();
    on("tiny15", with(common, file("two.png"), "--lora", lora, "--lora", lora + ":0.5")).ok();

    assertFalse(differ("none.png", "zero.png"));
    assertTrue(differ("none.png", "one.png"));
    assertTrue(differ("one.png", "two.png"));
    on("tiny15", "redo", file("one.png"), "-o", file("r.png")).refused("other models", "lora");
    on("tinyxl", with(common, file("x.png"), "--lora", lora)).refused("style.safetensors");
  }

  @Test
  void lorasOfPeople() {
    String module = "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_q";
    Path red = TinyPublicSets.writeLora(file("red.safetensors"), module, 16, 0.5);
    Path blue = TinyPublicSets.writeLora(file("blue.safetensors"), module, 16, -0.3);
    String anna = file("anna.png@0.05,0.3,0.3,0.4").toString();
    String ben = file("ben.png@0.65,0.3,0.3,0.4").toString();
    Object[] common = {"generate", "--prompt", "a portrait", "--no-restore", "--person"};
    on("tiny15", with(common, anna, "--person", ben, "-o", file("nobodys.png"))).ok();
    on("tiny15", with(common, anna + ";lora=" + red, "--person", ben, "-o", file("annas.png")))
        .ok();
    String weaker = anna + ";lora=" + red + ":0.5;prompt=a red dress";
    on("tiny15", with(common, weaker, "--person", ben, "-o", file("weaker.png"))).ok();
    String other = ben + ";lora=" + blue;
    on("tiny15", with(common, anna + ";lora=" + red, "--person", other, "-o", file("both.png")))
        .ok();
    assertTrue(differ("nobodys.png", "annas.png"));
    assertTrue(differ("annas.png", "weaker.png"));
    assertTrue(differ("annas.png", "both.png"));
    Cli.Result again = on("tiny15", "redo", file("both.png"), "-o", file("both2.png")).ok();
    assertTrue(again.err().contains("bit for bit"), again.err());

    Object[] restore = {"restore", file("anna.png"), "--steps", 2, "--always", "--person"};
    on("tiny15", with(restore, file("ben.png"), "-o", file("r1.png"))).ok();
    on("tiny15", with(restore, file("ben.png") + ";lora=" + red, "-o", file("r2.png"))).ok();
    assertTrue(differ("r1.png", "r2.png"), "the LoRA has no effect in DIIR");
    on("tiny15", "swap", file("anna.png"), "--person", file("ben.png") + ";lora=" + red)
        .refused("swap has no LoRA", "--lora");

    on("tinyxl", with(common, anna + ";lora=" + red, "-o", file("no.png")))
        .refused("red.safetensors", "does not belong to this network");
    on("tiny15", with(common, anna + ";lora=no.safetensors", "-o", file("no.png")))
        .refused("no LoRA no.safetensors");
    TinyPublicSets.writeLora(red, module, 16, 0.4);
    on("tiny15", "redo", file("both.png"), "-o", file("both2.png")).refused("has changed");
  }

  /** The micro family's denoiser takes them in the same way. */
  @Test
  void lorasOfPeopleInATrainedFamily() {
    String module = "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_q";
    Path lora = TinyPublicSets.writeLora(file("micro.safetensors"), module, 64, 0.3);
    Object[] common = {"generate", "--prompt", "a portrait", "--no-restore", "--steps", 2};
    String person = Cli.sample("alex").toString();
    Cli.run(with(common, "--person", person, "-o", file("m.png"))).ok();
    Cli.run(with(common, "--person", person + ";lora=" + lora, "-o", file("l.png"))).ok();
    assertTrue(differ("m.png", "l.png"));
  }

  @Test
  void paintedOver() throws IOException {
    int middle = SIDE * SIDE / 2;
    int[] mask = new int[SIDE * SIDE];
    Arrays.fill(mask, 0, middle, 0xffffff);
    Pictures.writePng(file("mask.png"), Pictures.of(SIDE, SIDE, mask), Map.of());
    Object[] common = {"generate", "--prompt", "a portrait", "--from", file("ben.png"), "-o"};
    on("tiny15", with(common, file("all.png"), "--steps", 4)).ok();
    on("tiny15", with(common, file("less.png"), "--steps", 4, "--from-strength", 0.25)).ok();
    on("tiny15", with(common, file("half.png"), "--paint", file("mask.png"))).ok();

    assertTrue(differ("all.png", "less.png"));
    int[] before = Cli.pixels(file("ben.png"));
    int[] after = Cli.pixels(file("half.png"));
    assertFalse(Arrays.equals(before, 0, middle, after, 0, middle));
    assertTrue(Arrays.equals(before, middle, mask.length, after, middle, mask.length));
    Cli.Result again = on("tiny15", "redo", file("half.png"), "-o", file("halved.png")).ok();
    assertTrue(again.err().contains("bit for bit"), again.err());
    Cli.run("generate", "--prompt", "a", "--paint", file("mask.png")).refused("--from");
  }

  @Test
  void formatsAndDevices() {
    Object[] common = {"generate", "--prompt", "a portrait", "--no-restore", "-o"};
    on("tiny15", with(common, file("half.png"), "--dtype", "bf16")).ok();
    on("tiny15", with(common, file("single.png"), "--dtype", "fp32", "--device", "cpu")).ok();
    assertTrue(differ("half.png", "single.png"), "the format has no effect");
    Object[] refused = with(common, file("no.png"));
    on("tiny15", with(refused, "--dtype", "int8")).refused("int8", "bf16 or fp32");
    on("tiny15", with(refused, "--device", "tpu")).refused("tpu", "cpu or cuda");
    if (!torch.cuda_is_available()) {
      on("tiny15", with(refused, "--device", "cuda")).refused("no CUDA", "-Pcuda");
    }
  }

  @Test
  void mistakes() {
    Object[] common = {"generate", "--prompt", "a portrait", "-o", file("no.png")};
    Cli.run(with(common, "--model", "sd16")).refused("no model set 'sd16'", "sd15-portrait");
    Cli.run(with(common, "--lora", file("anna.png"))).refused("--model");
    on("tiny-faces", common).refused("face models alone");
    on("tiny15", with(common, "--fast")).refused("tiny15", "no distilled modes", "--fast");
    on("tiny15", "restore", file("anna.png"), "--person", file("ben.png"), "--fast", "--always")
        .refused("no distilled modes");
    on("tiny15", with(common, "--lora", file("nowhere.safetensors"))).refused("no LoRA");
    on("tiny15", with(common, "--models", folder)).refused("either --model or --models");
    System.setProperty("HF_HUB_CACHE", file("empty").toString());
    try {
      Cli.run(with(common, "--model", "sd15-portrait"))
          .refused("not complete", "fpga models pull sd15-portrait");
    } finally {
      System.clearProperty("HF_HUB_CACHE");
    }
    assertFalse(Files.exists(file("no.png")));
  }
}
