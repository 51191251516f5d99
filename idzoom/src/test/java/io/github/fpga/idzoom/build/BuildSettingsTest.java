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

  private static String openModels(String folder, char digit) {
    String sum = String.valueOf(digit).repeat(64);
    return ",\"faceModels\":\"FACES_OPEN\",\"modelFiles\":[{\"address\":\"%s/a\",\"sha256\":\"%s\"},{\"address\":\"%s/b\",\"sha256\":\"%s\"}]"
        .formatted(folder, sum, folder, sum);
  }

  @Test
  void modelFilesCountByWhatIsInThem() {
    BuildSettings settings = parse(openModels("here", '1'));

    assertEquals("sface-111111111111", settings.recogniser());
    assertEquals("fpga-micro", parse("").recogniser());
    assertEquals(settings.fingerprint(), parse(openModels("there", '1')).fingerprint());
    assertNotEquals(settings.fingerprint(), parse(openModels("here", '2')).fingerprint());
    assertTrue(
        refusal("{\"inputs\":[\"a\"],\"output\":\"b\",\"faceModels\":\"FACES_OPEN\"}")
            .contains("faces-open has 2 model files, got 0"));
  }
}
