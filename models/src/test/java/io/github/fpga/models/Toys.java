package io.github.fpga.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.models.idadapter.IdentityAdapterConfig;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.tensor.NoiseSource;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;

/** Networks of a few thousand parameters, for tests that need no particular numbers. */
public final class Toys {

  public static final int TEXT_WIDTH = 12;
  public static final int ID_WIDTH = 6;
  public static final int LOCAL_WIDTH = 5;
  public static final int TOKENS = 3;

  private Toys() {}

  /** Two levels, attention at both. */
  public static UNetConfig unetConfig() {
    String json =
        """
        {"in_channels": 4, "out_channels": 4, "block_out_channels": [8, 16],
         "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
         "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D"],
         "layers_per_block": 1, "cross_attention_dim": 12, "attention_head_dim": 2,
         "norm_num_groups": 4}""";
    try {
      return new ObjectMapper().readValue(json, UNetConfig.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public static UNet2DConditionModel unet(Weights weights) {
    return new UNet2DConditionModel(weights, unetConfig());
  }

  public static IdentityAdapterConfig adapterConfig() {
    return IdentityAdapterConfig.faceIdPlusV2(ID_WIDTH, LOCAL_WIDTH, TEXT_WIDTH, TOKENS, 6, 2, 1);
  }

  public static Tensor noise(long seed, long... shape) {
    return NoiseSource.seeded(seed).gaussian(shape);
  }

  public static Tensor timestep(double t) {
    return Tensors.of(new float[] {(float) t}, 1);
  }
}
