package io.github.fpga.models.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    int levels = attention.size();
    List<String> down = new ArrayList<>();
    attention.forEach(a -> down.add(a ? "CrossAttnDownBlock2D" : "DownBlock2D"));
    List<String> up = new ArrayList<>();
    down.forEach(type -> up.add(0, type.replace("Down", "Up")));
    return new UNetConfig(
        8,
        4,
        4,
        Collections.nCopies(levels, 8),
        down,
        up,
        layers,
        8,
        Collections.nCopies(levels, 2),
        Collections.nCopies(levels, 2),
        Collections.nCopies(levels, true),
        false,
        4,
        1e-5,
        true,
        0);
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
