/**
 * Identity features to tokens, and tokens to every layer's keys and values, in the layouts of the
 * public IP-Adapter checkpoints (Ye et al., arXiv 2308.06721, and its FaceID releases). FPGA (arXiv
 * 2408.09248, the section on global and local identity features) does not publish its projection;
 * ours has the form of FaceID-PlusV2.
 */
package io.github.fpga.models.idadapter;
