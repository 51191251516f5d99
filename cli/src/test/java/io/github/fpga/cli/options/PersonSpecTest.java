package io.github.fpga.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.IdentityWeight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonSpecTest {

  @Test
  void everythingTheIssueShows() {
    PersonSpec spec =
        PersonSpec.parse("b1.png,b2.png@0.6,0.2,0.1,0.12;prompt=red dress, smiling;weight=0.9");

    assertEquals("b1.png,b2.png", spec.source());
    assertEquals(new Region(0.6, 0.2, 0.1, 0.12), spec.region());
    assertEquals("red dress, smiling", spec.prompt());
    assertEquals(IdentityWeight.steady(0.9), spec.weight());
  }

  @Test
  void aFileAlone() {
    PersonSpec spec = PersonSpec.parse("people/a.png#2");

    assertEquals("people/a.png#2", spec.source());
    assertNull(spec.region());
    assertEquals("", spec.prompt());
    assertEquals(IdentityWeight.steady(1), spec.weight());
  }

  @Test
  void optionsInAnyOrderAndWithSpaces() {
    PersonSpec spec = PersonSpec.parse(" alice @ 0,0,0.5,0.5 ; weight = 2 ; prompt = a hat ");

    assertEquals("alice", spec.source());
    assertEquals(new Region(0, 0, 0.5, 0.5), spec.region());
    assertEquals("a hat", spec.prompt());
    assertEquals(IdentityWeight.steady(2), spec.weight());
  }

  @Test
  void aWeightMayChangeFromStepToStep() {
    PersonSpec spec = PersonSpec.parse("a.png;weight=0.25 .. 1");

    assertEquals(new IdentityWeight(0.25, 1), spec.weight());
    assertEquals("a.png;weight=0.25..1.0", spec.toString());
  }

  @Test
  void aLoraOfTheirOwn() {
    PersonSpec spec = PersonSpec.parse("a.png;lora=face.safetensors:0.8;prompt=a hat");

    assertEquals("face.safetensors:0.8", spec.lora());
    assertEquals("a hat", spec.prompt());
    assertEquals("a.png;prompt=a hat;lora=face.safetensors:0.8", spec.toString());
    assertEquals("", PersonSpec.parse("a.png").lora());
  }

  @Test
  void anAtSignInAFileNameIsNoRegion() {
    assertNull(PersonSpec.parse("me@home.png").region());
    assertEquals("me@2x.png", PersonSpec.parse("me@2x.png").source());
    assertEquals("me@home.png", PersonSpec.parse("me@home.png@0,0,0.1,0.1").source());
    assertEquals("a@b/c.png", PersonSpec.parse("a@b/c.png").source());
  }

  @Test
  void aPromptMayHoldSemicolonsAndEqualsSigns() {
    PersonSpec spec = PersonSpec.parse("a.png;prompt=one; two; 1=1;weight=0.5");

    assertEquals("one; two; 1=1", spec.prompt());
    assertEquals(IdentityWeight.steady(0.5), spec.weight());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                          | names nobody
          @0.1,0.1,0.1,0.1            | names nobody
          ;prompt=x                   | names nobody
          a.png@0.1,0.1,0.1           | a region is x,y,width,height
          a.png@left                  | a region is x,y,width,height
          a.png@0.1,0.1,0.1,w         | 'w' in region
          a.png@0.9,0.1,0.2,0.1       | outside the picture
          a.png@0.1,0.1,0,0.1         | must be above 0
          a.png;wieght=2              | unknown 'wieght'
          a.png;weight=much           | the weight 'much' is not a number
          a.png;weight=1..             | the weight '' is not a number
          a.png;weight=1..9            | a weight must be in [0, 3], got 9.0
          a.png;red dress             | after ';' comes prompt=..., weight=... or lora=...
          """)
  void mistakesAreNamed(String text, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> PersonSpec.parse(text));

    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
