package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Mask;
import java.awt.image.BufferedImage;

/**
 * The square around a face as the networks left it, before it was pasted: what a comparison of
 * methods needs, because pasting hides everything outside the mask.
 *
 * @param person index of the request's person it was made for
 * @param before the square cut out, in working size
 * @param after the new square, of the same size
 * @param mask what of it is pasted, of the same size
 */
public record WorkedCrop(int person, BufferedImage before, BufferedImage after, Mask mask) {}
