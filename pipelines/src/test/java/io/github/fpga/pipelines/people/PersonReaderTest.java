package io.github.fpga.pipelines.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.FakeFaces;
import io.github.fpga.tensor.Checksums;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonReaderTest {

  private static final int RED = 0xe02020;
  private static final int BLUE = 0x2020e0;
  private static final Box LEFT = new Box(10, 20, 30, 30);
  private static final Box RIGHT = new Box(60, 20, 30, 30);

  @TempDir Path folder;
  private PersonReader reader;
  private PersonStore store;
  private String anna;
  private String two;

  @BeforeEach
  void pictures() throws IOException {
    store = new PersonStore(folder.resolve("people"), "recogniser");
    reader = new PersonReader(FakeFaces.byColour(), store);
    anna = write("anna.png", LEFT, RED);
    two = write("two.png", LEFT, RED, RIGHT, BLUE);
  }

  private String write(String name, Object... boxesAndColours) throws IOException {
    Path file = folder.resolve(name);
    Pictures.writePng(file, FakeFaces.picture(100, 80, boxesAndColours), Map.of());
    return file.toString();
  }

  private String message(String specification) {
    return assertThrows(IllegalArgumentException.class, () -> reader.read(specification))
        .getMessage();
  }

  @Test
  void aPictureGivesOneReference() {
    Person person = reader.read(anna);
    assertEquals("anna", person.name());
    assertEquals(1, person.references().size());
    assertTrue(person.features().similarity(FakeFaces.features(RED)) > 0.99);
    assertEquals(anna, person.origin().specification());
    assertEquals(Map.of(anna, Checksums.sha256(Path.of(anna))), person.origin().files());
  }

  @Test
  void facesAreCountedFromTheLeftWhateverTheDetectorsOrder() {
    assertTrue(reader.read(two + "#1").features().similarity(FakeFaces.features(RED)) > 0.99);
    assertTrue(reader.read(two + "#2").features().similarity(FakeFaces.features(BLUE)) > 0.99);
  }

  @Test
  void twoFacesNeedAChoice() {
    String message = message(two);
    assertTrue(message.contains("shows 2 faces"), message);
    assertTrue(message.contains(two + "#1") && message.contains(two + "#2"), message);
    assertTrue(message(two + "#3").contains("there is no face 3"));
    assertTrue(message(two + "#0").contains("count from 1"));
  }

  @Test
  void noFaceIsSaidSo() throws IOException {
    assertTrue(message(write("empty.png")).startsWith("no face found in"));
  }

  @Test
  void missingFilesAndPeopleAreNamed() {
    assertTrue(message("nobody.png").contains("nobody.png"));
    store.save(reader.read(anna).withName("cleo"));
    assertTrue(message("nobody").contains("cleo"));
    assertTrue(message("").contains("names no file"));
    assertTrue(message(anna + ",").contains("names no file"));
    assertTrue(message(anna + "*0").contains("above 0"));
  }

  @Test
  void severalReferencesAreAveragedWithWeights() {
    Person both = reader.read(two + "#1*3, " + two + "#2");
    assertEquals(2, both.references().size());
    assertEquals(3, both.references().get(0).weight());
    FaceFeatures mean = both.features();
    float[] expected =
        FaceFeatures.meanGlobal(
            List.of(reader.read(two + "#1").features(), reader.read(two + "#2").features()),
            new double[] {3, 1});
    assertArrayEquals(expected, mean.global(), 1e-6f);
    float[] red = reader.read(two + "#1").features().local();
    float[] blue = reader.read(two + "#2").features().local();
    assertEquals(0.75 * red[0] + 0.25 * blue[0], mean.local()[0], 1e-5);
    assertEquals(1, both.origin().files().size());
  }

  @Test
  void savedPeopleAreReadByNameAndFile() {
    Path file = store.save(reader.read(anna).withName("cleo"));
    Person byName = reader.read("cleo");
    Person byFile = reader.read(file.toString());
    assertEquals("cleo", byName.name());
    assertEquals(byName.features(), byFile.features());
    assertEquals(Map.of("cleo", Checksums.sha256(file)), byName.origin().files());
    Person mixed = reader.read("cleo," + two + "#2");
    assertEquals(2, mixed.references().size());
  }

  @Test
  void aChangedFileIsNoticed() throws IOException {
    Origin origin = reader.read(anna).origin();
    assertEquals("anna", reader.read(origin).name());
    write("anna.png", LEFT, BLUE);
    String message =
        assertThrows(IllegalArgumentException.class, () -> reader.read(origin)).getMessage();
    assertTrue(message.contains("anna.png has changed"), message);
  }

  @Test
  void picturesInMemoryWorkToo() {
    Person person = reader.read("memory", List.of(FakeFaces.picture(100, 80, LEFT, RED)));
    assertEquals("memory", person.name());
    assertEquals(null, person.origin());
  }

  @Test
  void referencesOfOneRecogniserOnly() {
    FaceFeatures other = new FaceFeatures(new float[] {1, 0}, new float[0], 0, 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> Person.of("mixed", List.of(FakeFaces.features(RED), other)));
    assertThrows(IllegalArgumentException.class, () -> Person.of("nobody", List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> Person.of(" ", List.of(FakeFaces.features(RED))));
  }
}
