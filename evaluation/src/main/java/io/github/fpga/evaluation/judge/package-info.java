/**
 * The judge: a second recogniser, of another architecture, with other seeds and other training
 * identities than the conditioning recogniser's. It is used for nothing but evaluation: no
 * checkpoint, threshold or default is chosen by it.
 */
package io.github.fpga.evaluation.judge;
