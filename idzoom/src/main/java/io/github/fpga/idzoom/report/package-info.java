/** What people read about a dataset: its card, and a page with numbers and pictures. */
package io.github.fpga.idzoom.report;
