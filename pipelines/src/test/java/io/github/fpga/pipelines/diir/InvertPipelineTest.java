package io.github.fpga.pipelines.diir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.FakeFaces;
import io.github.fpga.pipelines.TestFamily;
import io.github.fpga.pipelines.run.ProgressListener;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class InvertPipelineTest {

  private static final BufferedImage PICTURE =
      FakeFaces.picture(120, 80, new Box(20, 30, 16, 16), 0xe02020);

  private final InvertPipeline pipeline = new InvertPipeline(TestFamily.toy(FakeFaces.byColour()));

  private static InvertRequest request() {
    return InvertRequest.of(InputPicture.of(PICTURE));
  }

  @Test
  void theWholePictureIsBroughtToTheFamilysSize() {
    InvertResult result = pipeline.run(request(), ProgressListener.NONE);
    assertEquals(TestFamily.SIDE, result.image().getWidth());
    assertEquals(40, result.image().getHeight());
    assertEquals(64, result.original().getWidth());
  }

  @Test
  void aFacesCropHasTheWorkingSize() {
    InvertResult result = pipeline.run(request().withFace(1), ProgressListener.NONE);
    assertEquals(32, result.image().getWidth());
    assertTrue(result.psnr() <= result.roundTripPsnr() + 3);
  }

  @Test
  void refinementsBringThePictureBack() {
    RestoreOptions gentle = RestoreOptions.DEFAULT.withStrength(0.3);
    InvertRequest face = request().withFace(1);
    double plain = drift(pipeline.run(face.withOptions(gentle), ProgressListener.NONE));
    double refined =
        drift(pipeline.run(face.withOptions(gentle.withRefinements(4)), ProgressListener.NONE));
    assertTrue(refined < 0.5 * plain, refined + " against " + plain);
  }

  /** Mean difference to the autoencoder alone, in levels. */
  private static double drift(InvertResult result) {
    int[] a = Pictures.pixels(result.roundTrip());
    int[] b = Pictures.pixels(result.image());
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 255) - (b[i] & 255));
    }
    return sum / a.length;
  }

  @Test
  void strengthZeroIsTheAutoencoderAlone() {
    InvertResult result =
        pipeline.run(
            request().withOptions(RestoreOptions.DEFAULT.withStrength(0)), ProgressListener.NONE);
    assertArrayEquals(Pictures.pixels(result.roundTrip()), Pictures.pixels(result.image()));
    assertEquals(result.roundTripPsnr(), result.psnr());
  }

  @Test
  void aMissingFaceIsSaidSo() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> pipeline.run(request().withFace(2), ProgressListener.NONE));
    assertEquals(
        "the picture shows 1 face, there is no face 2: faces count from the left", e.getMessage());
  }
}
