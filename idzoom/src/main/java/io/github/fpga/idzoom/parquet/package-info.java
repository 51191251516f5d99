/**
 * The one Parquet writer and reader of IDZoom, in the layout that Hugging Face {@code datasets}
 * takes for a dataset of pictures, and the card of such a dataset.
 *
 * <p>Only plain Parquet types are used, so Spark, pyarrow and DuckDB read the same files. Nothing
 * of Hadoop runs, see {@code docs/adr/0007-parquet.md}.
 */
package io.github.fpga.idzoom.parquet;
