/**
 * The paper's experiments: comparison, restoration, swap and ablation, each a set of methods that
 * get the same people, scenes, prompts and noise, judged face by face. Source of the questions:
 * FPGA (arXiv 2408.09248) and RepControlNet (arXiv 2408.09240), the sections on experiments; how
 * they are answered is our definition.
 */
package io.github.fpga.evaluation.experiment;
