/**
 * Collections that IDZoom is built from: folders of pictures, and tar shards of others. Listing and
 * reading are apart, so that a driver can share the reading among machines.
 */
package io.github.fpga.idzoom.source;
