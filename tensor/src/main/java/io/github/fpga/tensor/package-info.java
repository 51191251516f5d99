/**
 * The libtorch boundary: engine start, native scopes, noise, precision, weights and checkpoint
 * files.
 *
 * <p>Tensors are {@code org.bytedeco.pytorch.Tensor}. Every tensor belongs to the {@link
 * io.github.fpga.tensor.Scope} it was made in, unless kept. See docs/MEMORY.md.
 */
package io.github.fpga.tensor;
