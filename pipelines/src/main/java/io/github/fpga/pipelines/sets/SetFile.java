package io.github.fpga.pipelines.sets;

import java.util.OptionalLong;

/**
 * A file of a component.
 *
 * @param path within the repository
 * @param sha256 as published, or null
 * @param size in bytes, where published
 */
public record SetFile(String path, String sha256, OptionalLong size) {}
