/**
 * Builds IDZoom datasets with Apache Spark, from a folder on a laptop to a cluster: the only module
 * that knows Spark.
 *
 * <p>What is done to pictures is in {@code idzoom.stage} and {@code idzoom.build}; here is where
 * and when. The input is divided into pieces ({@link io.github.fpga.spark.Pieces}); tasks describe
 * them apart ({@link io.github.fpga.spark.DescribeTask}); the driver decides over the whole; tasks
 * write the shards ({@link io.github.fpga.spark.AssembleTask}). A marker beside each result says
 * that it is whole, so a build that was killed goes on where it was.
 */
package io.github.fpga.spark;
