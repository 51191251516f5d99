package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.family.ModelFile;
import io.github.fpga.pipelines.family.ModelSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input: what, where, what to do; exit code 2; nothing written; no stack trace. */
class BadInputE2ETest {

  @TempDir Path folder;

  private Cli.Result generate(Object... more) {
    Object[] start = {
      "generate", "--prompt", "a portrait", "--steps", 1, "-o", folder.resolve("out.png")
    };
    Object[] all = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    Cli.Result result = Cli.run(all);
    assertFalse(Files.exists(folder.resolve("out.png")), "a picture was written");
    assertTrue(
        Cli.names(folder).stream().noneMatch(name -> name.contains("partial")),
        () -> "half-written: " + Cli.names(folder));
    return result;
  }

  private Path grey() throws IOException {
    Path file = folder.resolve("wall.png");
    BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    Pictures.writePng(file, image, Map.of());
    return file;
  }

  @Test
  void noFaceInAReference() throws IOException {
    generate("--person", grey()).refused("no face found in", "wall.png");
  }

  @Test
  void twoFacesInAReference() {
    Path two = Cli.sceneOfTwo(folder);

    generate("--person", two).refused("shows 2 faces", "scene-4.png#1", "scene-4.png#2");
    generate("--person", two + "#3").refused("there is no face 3");
  }

  @Test
  void nobodyOfThatName() {
    generate("--person", "nobody", "--store", folder.resolve("store"))
        .refused("no picture and no saved person 'nobody'");
  }

  @Test
  void regions() {
    Path a = Cli.sample("alex");
    Path b = Cli.sample("billie");

    generate("--person", a + "@0.9,0.1,0.2,0.1").refused("outside the picture", "0.9");
    generate("--person", a + "@0.1,0.1,0.2,0.2", "--person", b + "@0.12,0.12,0.2,0.2")
        .refused("overlap by 81 %", "move them apart");
    generate("--person", a + "@0.1,0.1,0.2,0.2", "--person", b).refused("has no region");
  }

  @Test
  void aHugePictureIsNotDecoded() throws IOException {
    Path huge = Files.write(folder.resolve("huge.png"), hugePng());

    generate("--person", huge).refused("huge.png is too large: 50000x50000");
    Cli.run("restore", huge, "--person", Cli.sample("alex"), "-o", folder.resolve("r"))
        .refused("too large");
    Cli.run("faces", huge, "-o", folder.resolve("f.png")).refused("too large");
  }

  /** A valid header of 50,000 x 50,000 pixels and nothing after it. */
  private static byte[] hugePng() {
    byte[] chunk =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
            .putInt(50_000)
            .putInt(50_000)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 crc = new CRC32();
    crc.update(chunk);
    return ByteBuffer.allocate(33)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        .putInt(13)
        .put(chunk)
        .putInt((int) crc.getValue())
        .array();
  }

  @Test
  void unreadablePictures() throws IOException {
    byte[] whole = Files.readAllBytes(Cli.sample("alex"));
    Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");

    generate("--person", cut).refused("cannot read", "cut.png");
    generate("--person", text).refused("cannot read", "text.png");
    generate("--person", folder.resolve("missing.png")).refused("missing.png");
    Cli.run("swap", text, "--person", Cli.sample("alex"), "-o", folder.resolve("s.png"))
        .refused("cannot read", "text.png");
  }

  @Test
  void numbersAndNames() {
    generate("--sampler", "magic").refused("unknown sampler 'magic'", "dpmpp_2m");
    generate("--guidance", -1).refused("guidance must be in");
    generate("--count", 0).refused("count must be from 1");
    generate("--strength", 2).refused("strength must be in");
    generate("--mask", "nose").refused("--mask", "nose");
    generate("--width", 100).refused("multiple of 8");
    generate("--pose", folder.resolve("no.json")).refused("no.json");
    Cli.run("train", "everything").refused("unknown recipe 'everything'", "autoencoder");
    Cli.run("evaluate", "--people", 1, "-o", folder.resolve("e")).refused("people");
    Cli.run("world", "--people", 9, "-o", folder.resolve("w")).refused("1 to 4 people");
  }

  @Test
  void placesThatCannotBeWrittenTo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Cli.run("generate", "--prompt", "x", "-o", file.resolve("a.png"))
        .refused("cannot write into", "is no folder", "-o");
    Cli.run("generate", "--prompt", "x", "-o", folder).refused(folder.toString());
    Cli.run("generate", "--prompt", "x", "-o", folder.resolve("a.jpg")).refused(".png");
    Cli.run("demo", "-o", file.resolve("demo")).refused("cannot write into");
    Cli.run("world", "-o", file).refused("cannot write into");
  }

  @Test
  void damagedAndForeignCheckpoints() throws IOException {
    Path family = Files.createDirectories(folder.resolve("family"));
    ModelSet whole = ModelSet.folder(TestFamily.folder());
    for (ModelFile file : ModelFile.values()) {
      Files.copy(whole.path(file), family.resolve(file.fileName()));
    }
    Path landmark = family.resolve("landmark.safetensors");
    byte[] bytes = Files.readAllBytes(landmark);
    Files.write(landmark, Arrays.copyOf(bytes, bytes.length / 2));
    generate("--models", family).refused("landmark.safetensors");

    Files.copy(
        whole.path(ModelFile.AUTOENCODER),
        landmark,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    generate("--models", family)
        .refused("landmark.safetensors", "does not belong to the micro family", "fpga train");

    Files.delete(landmark);
    generate("--models", family).refused("is not a model family, it lacks landmark.safetensors");
  }

  @Test
  void picturesThatCannotBeMadeAgain() throws IOException {
    Cli.run("redo", Cli.sample("alex"), "-o", folder.resolve("r.png"))
        .refused("was not written by this program");

    Path copy = Files.copy(Cli.sample("alex"), folder.resolve("copy.png"));
    Path faces = folder.resolve("faces.png");
    Cli.run("faces", copy, "-o", faces).ok();
    Files.copy(Cli.sample("billie"), copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Cli.run("redo", faces, "-o", folder.resolve("r.png")).refused("has changed since");
  }

  @Test
  void peopleOfTheDemo() throws IOException {
    Path people = Files.createDirectories(folder.resolve("people"));
    Files.copy(Cli.sample("alex"), people.resolve("a.png"));
    Cli.run("demo", "--people", people, "-o", folder.resolve("d"))
        .refused("at least three people", "has 1");
    Files.copy(Cli.sample("billie"), people.resolve("b.png"));
    Files.copy(grey(), people.resolve("c.png"));
    Cli.run("demo", "--people", people, "-o", folder.resolve("d"))
        .refused("left out", "c.png", "has 2");
  }

  @Test
  void theStackTraceOnRequest() {
    Cli.Result result = Cli.run("generate", "--debug", "--prompt", "x", "--sampler", "magic");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("\tat "), result.err());
    assertEquals(List.of(), Cli.names(folder));
  }
}
