/**
 * Pictures that IDZoom is built from, by themselves and in tar shards of others, with ids that come
 * from their names.
 */
package io.github.fpga.idzoom.source;
