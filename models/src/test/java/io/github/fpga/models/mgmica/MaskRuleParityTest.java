package io.github.fpga.models.mgmica;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Resampling;
import io.github.fpga.tensor.Scope;
import io.github.fpga.testkit.Golden;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Agreement with diffusers' IPAdapterMaskProcessor.downsample. Tolerance: the file's own, 1e-5; the
 * same bicubic kernel in fp32.
 */
class MaskRuleParityTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  /** Masks come to a pipeline as grey pictures: Pillow's Lanczos, then black or white. */
  @Test
  void readsMasksLikeIpAdapter() {
    Golden golden = Golden.load("ip_mask_downsample");
    for (String output : new String[] {"preprocessed", "preprocessed_noresize"}) {
      Tensor expected = golden.out(output);
      try (Scope scope = Scope.open();
          Scalar half = new Scalar(127.5)) {
        Tensor grey = golden.in("gray_u8").unsqueeze(0).unsqueeze(0);
        Tensor resized =
            Resampling.LANCZOS.resize(grey, (int) expected.size(2), (int) expected.size(3));
        golden.assertClose(output, resized.ge(half).to(ScalarType.Float));
      }
    }
  }

  @Test
  void downsamplesLikeIpAdapter() {
    Golden golden = Golden.load("ip_mask_downsample");
    for (JsonNode c : golden.config().path("cases")) {
      String name = "case" + c.path("case").asInt() + ".";
      int queries = c.path("num_queries").asInt();
      long width = c.path("value_embed_dim").asLong();
      long rows = c.path("batch_sizes").path("b4_single").asLong();
      try (Scope scope = Scope.open()) {
        Tensor masks = golden.in(name + "mask").unsqueeze(0);
        Tensor both = MaskRule.IP_ADAPTER.downsample(masks, 1, queries).squeeze(0);
        golden.assertClose(name + "b2", both.unsqueeze(2).expand(both.size(0), queries, width));
        Tensor first = both.narrow(0, 0, 1).unsqueeze(2).expand(rows, queries, width);
        golden.assertClose(name + "b4_single", first);
      }
    }
  }
}
