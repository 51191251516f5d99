package io.github.fpga.pipelines.family;

import io.github.fpga.diffusion.NoiseSchedule;
import io.github.fpga.diffusion.TimestepSpacing;
import io.github.fpga.pipelines.sets.SamplingAdvice;

/**
 * What a request must know of a model family before any network of it is loaded.
 *
 * @param name as in {@code micro} or a model set's, for messages
 * @param latentChannels of the denoiser's latents
 * @param cell picture pixels per latent cell, along one side
 * @param pictureSide side of whole pictures the networks were trained on, in pixels
 * @param cropSide side of face crops in DIIR, in pixels
 * @param faceWords what a face crop shows, in words the text encoder was trained on
 * @param spacing how steps are spread where the sampling does not say
 * @param stepsOffset for leading spacing
 * @param sampling the settings that the networks were made for
 * @param tuned whether DIIR's defaults were found with these networks; otherwise it takes the
 *     sampling's guidance and the strict gate
 */
public record FamilyTraits(
    String name,
    int latentChannels,
    int cell,
    int pictureSide,
    int cropSide,
    String faceWords,
    NoiseSchedule schedule,
    TimestepSpacing spacing,
    int stepsOffset,
    SamplingAdvice sampling,
    boolean tuned) {}
