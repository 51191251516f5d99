/**
 * Public models as they lie on a disk: diffusers' folders, single files in the original layout,
 * files of one network. Whatever the layout, a network's weights come out by its own keys.
 */
package io.github.fpga.models.files;
