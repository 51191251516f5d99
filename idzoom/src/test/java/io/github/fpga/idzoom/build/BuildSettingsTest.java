package io.github.fpga.idzoom.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BuildSettingsTest {

  private static BuildSettings parse(String more) {
    return BuildSettings.parse("{\"inputs\":[\"a\"],\"output\":\"b\"" + more + "}");
  }

  private static String refusal(String json) {
    return assertThrows(IllegalArgumentException.class, () -> BuildSettings.parse(json))
        .getMessage();
  }

  @Test
  void whatIsMissingIsAsByDefault() {
    BuildSettings settings = parse(",\"filter\":{\"minFaces\":2},\"style\":\"ink\"");

    assertEquals(List.of("a"), settings.inputs());
    assertEquals(2, settings.filter().minFaces());
    assertEquals(BuildSettings.DEFAULT.filter().maxFaces(), settings.filter().maxFaces());
    assertEquals("ink", settings.style());
    assertEquals(settings, BuildSettings.parse(Json.pretty(settings)));
  }

  @Test
  void mistakesAreNamed() {
    assertTrue(refusal("{}").contains("inputs"));
    assertTrue(refusal("[]").contains("JSON object"));
    assertTrue(refusal("{\"inputs\":[\"a\"],\"output\":\"b\",\"sead\":1}").contains("sead"));
    assertTrue(
        refusal("{\"inputs\":[\"a\"],\"output\":\"b\",\"shardPictures\":0}").contains("got 0"));
    assertTrue(
        refusal("{\"inputs\":[\"a\"],\"output\":\"b\",\"splits\":{\"evaluation\":2}}")
            .contains("shares of"));
  }

  @Test
  void onlyWhatRecordsDependOnIsInTheFingerprint() {
    String plain = parse("").fingerprint();
    assertEquals(plain, parse(",\"partitions\":7,\"blurFaces\":true").fingerprint());
    assertNotEquals(plain, parse(",\"identity\":0.7").fingerprint());
    assertNotEquals(plain, parse(",\"crops\":{\"side\":300}").fingerprint());
  }
}
