/**
 * IDZoom's records: a picture with its caption, people and faces, the one documented schema of
 * their files, and records as trees of values, the form that every file format reads and writes.
 *
 * <p>FPGA (arXiv 2408.09248) describes the content of IDZoom (pictures at several zoom levels,
 * captions, poses, landmarks, masks) but no format; the schema is our definition.
 */
package io.github.fpga.idzoom.record;
