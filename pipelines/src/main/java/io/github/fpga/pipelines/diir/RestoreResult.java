package io.github.fpga.pipelines.diir;

import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.Rendered;
import io.github.fpga.pipelines.run.StageTimes;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A picture with restored faces.
 *
 * @param image of the input's size
 * @param faces one report per face, from the left
 * @param unfound names of people no face was given to
 * @param changed where the picture may have changed; outside it is bit-identical
 * @param crops of every face worked on, kept or not; not part of the picture's own text
 * @param inputText the PNG text of the input, kept
 * @param times of the whole batch the picture was in
 */
public record RestoreResult(
    BufferedImage image,
    List<FaceReport> faces,
    List<String> unfound,
    ChangedArea changed,
    List<WorkedCrop> crops,
    Map<String, String> inputText,
    Provenance provenance,
    StageTimes times)
    implements Rendered {

  private static final String INPUT = "fpga.input";

  /** Copies the lists. */
  public RestoreResult {
    faces = List.copyOf(faces);
    unfound = List.copyOf(unfound);
    crops = List.copyOf(crops);
    inputText = Collections.unmodifiableMap(new LinkedHashMap<>(inputText));
  }

  /**
   * The input's entries and our own; where the input has such itself, they become {@code
   * fpga.input.request} and so on.
   */
  @Override
  public Map<String, String> pngText() {
    Map<String, String> own = provenance.toText();
    Map<String, String> text = new LinkedHashMap<>();
    inputText.forEach(
        (key, value) ->
            text.put(own.containsKey(key) ? key.replaceFirst("^fpga", INPUT) : key, value));
    text.putAll(own);
    return text;
  }
}
