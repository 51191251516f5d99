package io.github.fpga.models.clip;

import io.github.fpga.models.layers.Conv2d;
import io.github.fpga.models.layers.LayerNorm;
import io.github.fpga.models.layers.Linear;
import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Parameter;
import io.github.fpga.tensor.Shapes;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The CLIP picture encoder (transformers' CLIPVisionModelWithProjection): the source of
 * IP-Adapter's features. Source: Radford et al., arXiv 2103.00020.
 */
public final class ClipVisionModel {

  private static final Init EMBEDDING = Init.normal(0.02);

  private final ClipVisionConfig config;
  private final Parameter classEmbedding;
  private final Conv2d patchEmbedding;
  private final Parameter positionEmbedding;
  private final LayerNorm preNorm;
  private final List<ClipLayer> layers = new ArrayList<>();
  private final LayerNorm postNorm;
  private final Linear projection;

  public ClipVisionModel(Weights w, ClipVisionConfig config) {
    this.config = config;
    Weights vision = w.at("vision_model");
    Weights embeddings = vision.at("embeddings");
    long width = config.hiddenSize();
    int patch = config.patchSize();
    long positions = config.patches() + 1L;
    classEmbedding = embeddings.parameter("class_embedding", EMBEDDING, width);
    patchEmbedding =
        Conv2d.withoutBias(
            embeddings.at("patch_embedding"), config.numChannels(), width, patch, patch, 0);
    positionEmbedding =
        embeddings.parameter("position_embedding.weight", EMBEDDING, positions, width);
    takePositionIds(w, embeddings, positions);
    // The missing letter is in the public keys.
    preNorm = new LayerNorm(vision.at("pre_layrnorm"), width, config.layerNormEps());
    for (int i = 0; i < config.numHiddenLayers(); i++) {
      layers.add(
          new ClipLayer(
              vision.at("encoder.layers").at(i),
              width,
              config.intermediateSize(),
              config.numAttentionHeads(),
              config.layerNormEps(),
              config.hiddenAct()));
    }
    postNorm = new LayerNorm(vision.at("post_layernorm"), width, config.layerNormEps());
    projection = new Linear(w.at("visual_projection"), width, config.projectionDim(), false);
  }

  /** Older checkpoints store 0..N-1 as a tensor; it is asked for only where a file has it. */
  private static void takePositionIds(Weights w, Weights embeddings, long positions) {
    if (!w.source().keys().isEmpty() && embeddings.has("position_ids")) {
      embeddings.parameter("position_ids", Init.ZEROS, 1, positions);
    }
  }

  public ClipVisionConfig config() {
    return config;
  }

  /**
   * All outputs.
   *
   * @param pixels_BCHW from {@link ClipImageProcessor}, sides {@link ClipVisionConfig#imageSize}
   */
  public ClipVisionOutput apply(Tensor pixels_BCHW) {
    int side = config.imageSize();
    Shapes.require("pixels", pixels_BCHW, -1, config.numChannels(), side, side);
    Tensor x = preNorm.apply(embed(pixels_BCHW.to(patchEmbedding.type())));
    List<Tensor> states = new ArrayList<>();
    states.add(x);
    for (ClipLayer layer : layers) {
      x = layer.apply(x, null);
      states.add(x);
    }
    Tensor pooled = postNorm.apply(x.select(1, 0));
    return new ClipVisionOutput(states, pooled, projection.apply(pooled));
  }

  /** The class token and one token per patch, with their positions: (B, 1 + patches, C). */
  private Tensor embed(Tensor pixels_BCHW) {
    Tensor patches = patchEmbedding.apply(pixels_BCHW).flatten(2, 3).transpose(1, 2);
    Tensor whole =
        classEmbedding.value().view(1, 1, -1).expand(patches.size(0), 1, patches.size(2));
    return Tensors.cat(1, whole, patches).add(positionEmbedding.value());
  }
}
