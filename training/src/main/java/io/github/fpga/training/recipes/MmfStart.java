package io.github.fpga.training.recipes;

import io.github.fpga.models.clip.ClipTokenizer;
import io.github.fpga.models.vae.AutoencoderKl;
import io.github.fpga.tensor.Weights;
import io.github.fpga.training.data.PortraitData;

/**
 * What the stages under MMF start from.
 *
 * @param identity the adapter
 * @param base text encoder and denoiser
 * @param skeleton,landmark files of the modes
 * @param latentRecogniser for the likeness; null where it has no weight
 * @param vocabulary the tokenizer's number of ids
 * @param frames for skeleton mode
 * @param zooms for landmark mode
 * @param autoencoder for samples to look at
 */
public record MmfStart(
    Weights identity,
    Weights base,
    Weights skeleton,
    Weights landmark,
    Weights latentRecogniser,
    ClipTokenizer tokenizer,
    int vocabulary,
    PortraitData frames,
    PortraitData zooms,
    AutoencoderKl autoencoder) {}
