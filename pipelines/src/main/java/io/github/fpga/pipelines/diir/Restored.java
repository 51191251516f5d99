package io.github.fpga.pipelines.diir;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * One picture after DIIR, before it is described.
 *
 * @param image of the input's size
 * @param faces one report per face, from the left
 * @param unfound names of people no face was given to
 * @param changed where the picture may have changed
 * @param crops of every face worked on, kept or not
 */
public record Restored(
    BufferedImage image,
    List<FaceReport> faces,
    List<String> unfound,
    ChangedArea changed,
    List<WorkedCrop> crops) {}
