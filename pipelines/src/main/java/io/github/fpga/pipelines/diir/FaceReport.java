package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Box;

/**
 * What was done to one face, and why.
 *
 * @param index from 1, faces counted from the left as in {@code file#index}
 * @param box in pixels of the picture
 * @param score the detector's, in [0, 1]
 * @param person whose face it is; null where nobody claimed it
 * @param decision what became of it
 * @param reason one sentence
 * @param before similarity to the person before, in [-1, 1]; NaN without a person
 * @param after similarity of the new face, kept or not; NaN where none was made
 * @param tries how often it was made, the last or the best of which counts; 0 where none was made
 * @param points where the control came from; null where no face was made
 */
public record FaceReport(
    int index,
    Box box,
    double score,
    String person,
    Decision decision,
    String reason,
    double before,
    double after,
    int tries,
    PointsFrom points) {}
