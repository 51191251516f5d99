/**
 * The networks: one per file, built from {@link io.github.fpga.tensor.Weights} by the public
 * checkpoints' own keys.
 */
package io.github.fpga.models;
