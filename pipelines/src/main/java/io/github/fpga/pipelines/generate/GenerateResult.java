package io.github.fpga.pipelines.generate;

import io.github.fpga.pipelines.diir.ChangedArea;
import io.github.fpga.pipelines.diir.FaceReport;
import io.github.fpga.pipelines.layout.Pose;
import io.github.fpga.pipelines.layout.Region;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.Rendered;
import io.github.fpga.pipelines.run.StageTimes;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A portrait.
 *
 * @param image the finished picture
 * @param unrestored the picture before DIIR; the same object where nothing was restored
 * @param regions where each person's face was asked for, given or chosen; in the request's order
 * @param pose the bodies that steered it, given or chosen
 * @param faces what DIIR did to each face, from the left; empty without restoring
 * @param changed where DIIR may have changed the picture; null without restoring
 * @param unfound names of people whose face DIIR found nowhere; empty without restoring
 */
public record GenerateResult(
    BufferedImage image,
    BufferedImage unrestored,
    List<Region> regions,
    Pose pose,
    List<FaceReport> faces,
    ChangedArea changed,
    List<String> unfound,
    Provenance provenance,
    StageTimes times)
    implements Rendered {

  /** Copies the lists. */
  public GenerateResult {
    regions = List.copyOf(regions);
    faces = List.copyOf(faces);
    unfound = List.copyOf(unfound);
  }
}
