package io.github.fpga.models.mgmica;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Scope;
import io.github.fpga.testkit.Golden;
import org.bytedeco.pytorch.Tensor;
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
