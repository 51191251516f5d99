package io.github.fpga.pipelines.diir;

import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.Rendered;
import io.github.fpga.pipelines.run.StageTimes;
import java.awt.image.BufferedImage;
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
 * @param inputText the PNG text of the input, kept
 * @param times of the whole batch the picture was in
 */
public record RestoreResult(
    BufferedImage image,
    List<FaceReport> faces,
    List<String> unfound,
    ChangedArea changed,
    Map<String, String> inputText,
    Provenance provenance,
    StageTimes times)
    implements Rendered {

  /** Copies the lists. */
  public RestoreResult {
    faces = List.copyOf(faces);
    unfound = List.copyOf(unfound);
    inputText = Map.copyOf(inputText);
  }

  /** The input's entries, and our own in place of those of an earlier run. */
  @Override
  public Map<String, String> pngText() {
    Map<String, String> text = new LinkedHashMap<>(inputText);
    text.putAll(provenance.toText());
    return text;
  }
}
