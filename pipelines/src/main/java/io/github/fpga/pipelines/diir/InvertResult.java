package io.github.fpga.pipelines.diir;

import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.Rendered;
import io.github.fpga.pipelines.run.StageTimes;
import java.awt.image.BufferedImage;

/**
 * What came back from the inversion.
 *
 * @param original what was inverted: the picture or crop in its working size
 * @param roundTrip the original through the autoencoder alone, the best that can come back
 * @param image the reconstruction
 * @param roundTripPsnr of roundTrip against original, in dB
 * @param psnr of the reconstruction against original, in dB
 */
public record InvertResult(
    BufferedImage original,
    BufferedImage roundTrip,
    BufferedImage image,
    double roundTripPsnr,
    double psnr,
    Provenance provenance,
    StageTimes times)
    implements Rendered {}
