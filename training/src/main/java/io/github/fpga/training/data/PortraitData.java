package io.github.fpga.training.data;

import io.github.fpga.models.idadapter.IdentityAdapter;
import io.github.fpga.models.mgmica.MaskRule;
import io.github.fpga.models.mgmica.MaskedTokens;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Samples of a kind and the identity features of the people in them.
 *
 * @param references from {@link References}, shard for shard
 * @param places people of a sample whose identities are given; in a zoom, who is zoomed onto comes
 *     first
 */
public record PortraitData(SampleKind kind, Shards samples, Shards references, int places) {

  /** Draws samples with replacement. */
  public SampleBatch draw(int count, RandomGenerator random) {
    return SampleBatch.draw(samples, kind, count, random);
  }

  /** The first samples, to look at: so many, or all there are. */
  public SampleBatch first(int count) {
    int[] indices = IntStream.range(0, Math.min(count, samples.size())).toArray();
    return new SampleBatch(samples, kind, indices);
  }

  /**
   * The people of a batch, in the regions of inference.
   *
   * @param strengths (B) per row or (B, places); rows beyond the batch's number repeat it, for
   *     guidance
   */
  public MaskedTokens identities(IdentityAdapter adapter, SampleBatch drawn, Tensor strengths) {
    int repeats = (int) strengths.size(0) / drawn.size();
    Tensor tokens =
        adapter.tokens(
            features("global", drawn).to(ScalarType.BFloat16),
            features("local", drawn).to(ScalarType.BFloat16),
            1);
    return new MaskedTokens(
        adapter.keyValues(tokens.repeat(repeats, 1, 1)),
        drawn.regions(places).repeat(repeats, 1, 1, 1),
        strengths.view(strengths.size(0), -1).expand(strengths.size(0), places),
        MaskRule.MGMICA);
  }

  private Tensor features(String key, SampleBatch drawn) {
    return references.batch(key, drawn.indices()).narrow(1, 0, places).flatten(0, 1);
  }
}
