package io.github.fpga.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.people.IdentityWeight;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PersonSpecPropertyTest {

  @Property(tries = 500)
  void whatIsWrittenIsReadBack(@ForAll("specs") PersonSpec spec) {
    assertEquals(spec, PersonSpec.parse(spec.toString()));
  }

  /** Whatever is typed: a person, or a message, and never another exception. */
  @Property(tries = 1000)
  void nothingElseComesOut(@ForAll("typed") String text) {
    try {
      assertNotNull(PersonSpec.parse(text).source());
    } catch (IllegalArgumentException e) {
      assertNotNull(e.getMessage());
    }
  }

  @Provide
  Arbitrary<String> typed() {
    return Arbitraries.strings().withChars("a.@,;=#*01 -eprompt/\\weight\n").ofMaxLength(40);
  }

  @Provide
  Arbitrary<PersonSpec> specs() {
    Arbitrary<String> files =
        Arbitraries.strings()
            .withChars("abc@0.1/_- ")
            .ofMinLength(1)
            .ofMaxLength(12)
            .map(name -> "x" + name.strip() + ".png");
    Arbitrary<String> sources =
        files.list().ofMinSize(1).ofMaxSize(3).map(l -> String.join(",", l));
    Arbitrary<Double> shares = Arbitraries.doubles().between(0.01, 0.5);
    Arbitrary<Region> regions =
        Combinators.combine(shares, shares, shares, shares).as(Region::new).injectNull(0.3);
    Arbitrary<String> prompts =
        Arbitraries.strings()
            .withChars("red, dres;s=é")
            .ofMaxLength(20)
            .map(String::strip)
            .filter(prompt -> !prompt.matches("(?s).*;\\s*[A-Za-z-]+\\s*=.*"));
    Arbitrary<Double> strengths = Arbitraries.doubles().between(0, 3);
    Arbitrary<IdentityWeight> weights =
        Combinators.combine(strengths, strengths).as(IdentityWeight::new);
    Arbitrary<String> loras = files.map(name -> name + ":0.5").injectNull(0.5).map(this::orEmpty);
    return Combinators.combine(sources, regions, prompts, weights, loras).as(PersonSpec::new);
  }

  private String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
