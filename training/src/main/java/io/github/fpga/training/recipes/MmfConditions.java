package io.github.fpga.training.recipes;

import io.github.fpga.models.MicroFamily;
import io.github.fpga.models.clip.ClipTextModel;
import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
import io.github.fpga.models.mgmica.Mgmica;
import io.github.fpga.models.unet.Conditioning;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.data.CaptionDropout;
import io.github.fpga.training.data.ControlPictures;
import io.github.fpga.training.data.SampleBatch;
import io.github.fpga.training.data.WorldScenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * What steers the modes in the stages under MMF: the frozen text encoder and the identity adapter,
 * in the conditions of generation.
 */
final class MmfConditions {

  private static final int FRAMES_SHOWN = 5;
  private static final int ZOOMS_SHOWN = 10;

  private final ClipTextModel text;
  private final ClipTokenizer tokenizer;
  private final IdentityAdapter adapter;
  private final MaskRule masks;

  /**
   * @param identity the adapter's weights, in bf16
   * @param mode any, for the number of layers
   * @param masks how identities are bound to regions
   */
  MmfConditions(MmfStart start, Weights identity, ModeNetwork mode, MaskRule masks) {
    this.masks = masks;
    text =
        new ClipTextModel(
            start.base().converted(Precision.BF16.type()), MicroFamily.text(start.vocabulary()));
    tokenizer = start.tokenizer();
    adapter =
        new IdentityAdapter(
            identity, MicroFamily.identityAdapter(), mode.unet().crossAttentionLayers());
  }

  /** The people of a batch, see {@link io.github.fpga.training.data.PortraitData#identities}. */
  MaskedTokens people(ModeNetwork mode, SampleBatch drawn, Tensor strengths) {
    return mode.data().identities(adapter, drawn, strengths).withRule(masks);
  }

  /** The attention of a mode to texts alone. */
  Mgmica texts(ModeNetwork mode, List<String> captions) {
    Tensor tokens = Scope.inference(() -> text.encode(Prompts.ids(tokenizer, captions), 0));
    return Mgmica.of(mode.unet(), mode.textKeyValues(tokens), mode.cells(), mode.cells());
  }

  /**
   * The conditions of generation, with an adapter that does not learn.
   *
   * @param guided whether rows without prompt and identity come first
   */
  Conditioning generation(
      ModeNetwork mode, SampleBatch drawn, List<String> captions, Tensor control, boolean guided) {
    Tensor both = Prompts.withoutAndWith(drawn.size());
    Tensor strengths = guided ? both : both.narrow(0, drawn.size(), drawn.size());
    Mgmica attention = texts(mode, guided ? Prompts.withEmpty(captions) : captions);
    Tensor feature = mode.feature(control);
    try (NoGradGuard guard = new NoGradGuard()) {
      attention = attention.withIdentities(people(mode, drawn, strengths));
    }
    return Conditioning.of(attention)
        .withConditionFeature(guided ? Tensors.cat(0, feature, feature) : feature);
  }

  /** Writes pictures of both modes as they are. */
  void sample(
      Path folder,
      long step,
      ModeNetwork skeleton,
      ModeNetwork landmark,
      SampleSheet sheet,
      boolean guided)
      throws IOException {
    sample(
        folder.resolve("frames-%06d.png".formatted(step)), skeleton, FRAMES_SHOWN, sheet, guided);
    sample(folder.resolve("zooms-%06d.png".formatted(step)), landmark, ZOOMS_SHOWN, sheet, guided);
  }

  private void sample(Path file, ModeNetwork mode, int count, SampleSheet sheet, boolean guided)
      throws IOException {
    SampleBatch drawn = mode.data().first(count);
    RandomGenerator random = WorldScenes.random(1, 1);
    List<String> captions = drawn.captions(random, CaptionDropout.of(0));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor controls = ControlPictures.of(drawn, 1, random);
      Conditioning conditioning = generation(mode, drawn, captions, controls, guided);
      sheet.write(file, drawn, mode.unet(), conditioning, controls);
    }
  }

  /** Leaves of both modes under the names of their files. */
  static Map<String, Tensor> leaves(ModeNetwork skeleton, ModeNetwork landmark) {
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    skeleton.leaves().forEach((key, leaf) -> leaves.put("skeleton." + key, leaf));
    landmark.leaves().forEach((key, leaf) -> leaves.put("landmark." + key, leaf));
    return leaves;
  }
}
