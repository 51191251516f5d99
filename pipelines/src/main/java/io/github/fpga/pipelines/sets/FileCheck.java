package io.github.fpga.pipelines.sets;

import io.github.fpga.pipelines.hub.Verdict;

/**
 * What became of checking a file of a set.
 *
 * @param file its name for people
 */
public record FileCheck(Role role, String file, Verdict verdict) {}
