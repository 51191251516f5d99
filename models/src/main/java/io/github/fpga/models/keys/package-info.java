/**
 * The names that other file formats have for our networks' tensors. The networks speak diffusers'
 * and transformers' names; a map is derived from a network's config and serves any size of it.
 */
package io.github.fpga.models.keys;
