/** Removes people from finished datasets, for good. */
package io.github.fpga.idzoom.forget;
