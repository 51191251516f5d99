package io.github.fpga.models;

import io.github.fpga.models.clip.ClipImageProcessor;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Resampling;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.testkit.Golden;
import java.awt.image.BufferedImage;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Agreement with transformers' and diffusers' image processors. Tolerance: 1e-5 for the change to
 * floats; the file would allow a grey level, but {@link Resampling} rounds exactly like Pillow.
 */
class ImagePreprocessParityTest {

  private static Golden golden;

  @BeforeAll
  static void load() {
    Engine.start();
    golden = Golden.load("image_preprocess");
  }

  @Test
  void clip() {
    try (Scope scope = Scope.open()) {
      int side = (int) golden.out("clip_224").size(2);
      compare("clip_224", ClipImageProcessor.apply(levels("image"), side));
      compare("clip_upscale", ClipImageProcessor.apply(levels("small_image"), side));
    }
  }

  @Test
  void autoencoderAndControl() {
    int height = golden.config().path("height").asInt();
    int width = golden.config().path("width").asInt();
    try (Scope scope = Scope.open()) {
      Tensor unit =
          Tensors.mul(Resampling.LANCZOS.resize(levels("image"), height, width), 1 / 255.0);
      compare("controlnet", unit);
      compare("vae", Tensors.add(Tensors.mul(unit, 2), -1));
      Tensor part = levels("image").narrow(2, 0, 101).narrow(3, 0, 143);
      Tensor eighths = Resampling.LANCZOS.resize(part, 101 / 8 * 8, 143 / 8 * 8);
      compare("vae_default", Tensors.add(Tensors.mul(eighths, 2 / 255.0), -1));
    }
  }

  @Test
  void mask() {
    Tensor expected = golden.out("inpaint_mask");
    try (Scope scope = Scope.open();
        Scalar half = new Scalar(127.5)) {
      Tensor grey = golden.in("mask_u8").unsqueeze(0).unsqueeze(0);
      Tensor resized =
          Resampling.LANCZOS.resize(grey, (int) expected.size(2), (int) expected.size(3));
      golden.assertClose("inpaint_mask", resized.ge(half).to(ScalarType.Float));
    }
  }

  @Test
  void picture() {
    try (Scope scope = Scope.open()) {
      BufferedImage image = Images.toImage(golden.in("decoded"));
      Tensor back = Images.toTensor(image).squeeze(0).permute(1, 2, 0);
      Tensor levels = Tensors.mul(Tensors.add(back, 1), 127.5).round();
      golden.assertClose("post_u8", levels, 0, 0);
    }
  }

  /** A picture of the file (H, W, 3) as (1, 3, H, W). */
  private static Tensor levels(String input) {
    return golden.in(input).permute(2, 0, 1).unsqueeze(0);
  }

  private static void compare(String output, Tensor actual) {
    golden.assertClose(output, actual, 1e-5, 0);
  }
}
