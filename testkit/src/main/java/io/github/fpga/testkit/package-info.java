/** What tests share: golden reference files and checks of native memory. */
package io.github.fpga.testkit;
