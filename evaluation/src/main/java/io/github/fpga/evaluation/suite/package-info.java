/**
 * What is evaluated: people, their reference pictures, scenes, and the pictures made of them.
 *
 * <p>Everything is drawn from one seed, and under rules of fairness (our definition): people come
 * from the evaluation split; prompts name place, clothes and style only; poses and regions come
 * from scenes of other identities; references carry no metadata; every face is found by the
 * detector, as a user's would be.
 */
package io.github.fpga.evaluation.suite;
