package io.github.fpga.models.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.models.Recorder;
import io.github.fpga.models.controlnet.ControlNetConfig;
import io.github.fpga.models.controlnet.ControlNetModel;
import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.models.unet.UNetConfig;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.models.vae.AutoencoderKlConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Networks of any number of levels and layers: what they ask for has one original name each. */
class KeyMapPropertyTest {

  private static UNetConfig unet(List<Boolean> attention, int layers) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    List<String> up = new ArrayList<>();
    for (boolean attends : attention) {
      String type = attends ? "CrossAttnDownBlock2D" : "DownBlock2D";
      json.withArray("down_block_types").add(type);
      json.withArray("block_out_channels").add(8);
      up.add(0, type.replace("Down", "Up"));
    }
    up.forEach(json.withArray("up_block_types")::add);
    json.put("layers_per_block", layers).put("cross_attention_dim", 8);
    json.put("attention_head_dim", 2).put("transformer_layers_per_block", 2);
    return UNetConfig.fromJson(json.put("norm_num_groups", 4));
  }

  private static void assertOneToOne(KeyMap map, Set<String> keys) {
    Set<String> originals = new HashSet<>();
    for (String key : keys) {
      String original = map.original(key);
      assertTrue(originals.add(original), original);
      assertEquals(key, map.diffusers(original));
    }
  }

  @Property(tries = 60)
  void denoisers(
      @ForAll @Size(min = 1, max = 5) List<Boolean> attention,
      @ForAll @IntRange(min = 1, max = 3) int layers) {
    UNetConfig config = unet(attention, layers);
    assertOneToOne(
        UNetKeys.of(config), Recorder.shapes(w -> new UNet2DConditionModel(w, config)).keySet());
  }

  @Property(tries = 60)
  void controlNets(
      @ForAll @Size(min = 1, max = 5) List<Boolean> attention,
      @ForAll @IntRange(min = 1, max = 3) int layers,
      @ForAll @IntRange(min = 1, max = 5) int widths) {
    ControlNetConfig config =
        new ControlNetConfig(unet(attention, layers), 3, Collections.nCopies(widths, 8));
    assertOneToOne(
        ControlNetKeys.of(config), Recorder.shapes(w -> new ControlNetModel(w, config)).keySet());
  }

  @Property(tries = 60)
  void autoencoders(
      @ForAll @IntRange(min = 1, max = 5) int levels,
      @ForAll @IntRange(min = 1, max = 3) int layers) {
    AutoencoderKlConfig config =
        new AutoencoderKlConfig(3, 3, 4, Collections.nCopies(levels, 8), layers, 4, 1);
    Set<String> keys = Recorder.shapes(w -> new AutoencoderKl(w, config)).keySet();
    assertOneToOne(VaeKeys.of(config), keys);
    assertOneToOne(VaeKeys.older(), keys);
  }
}
