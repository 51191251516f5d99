package io.github.fpga.benchmarks.dataset;

import java.util.Map;

/**
 * What a build of so many pictures took.
 *
 * @param pictures of the input
 * @param cores that worked on it
 * @param seconds from the start of the process to its end
 * @param steps seconds of each step
 * @param stages seconds of work for each stage of a picture, over all cores
 * @param peakBytes the largest resident size of the process
 * @param inputBytes of the pictures
 * @param describedBytes of the records between the steps
 * @param markerBytes that the driver reads
 * @param dataBytes of the finished shards
 * @param records in them, closer crops included
 * @param faces that were compared
 */
record ScaleRun(
    int pictures,
    int cores,
    double seconds,
    Map<String, Double> steps,
    Map<String, Double> stages,
    long peakBytes,
    long inputBytes,
    long describedBytes,
    long markerBytes,
    long dataBytes,
    long records,
    long faces) {}
