package io.github.fpga.idzoom.tar;

import java.util.Map;

/**
 * The files of one sample of a shard.
 *
 * @param key their common name: relative, with / between folders, safe as a path
 * @param parts contents by extension in lower case, such as {@code jpg}, in the order of the shard
 */
public record TarSample(String key, Map<String, byte[]> parts) {}
