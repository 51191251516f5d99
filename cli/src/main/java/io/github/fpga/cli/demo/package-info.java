/**
 * The demonstration: a list of commands that are run as if typed, and a page about what came of
 * them. It reaches nothing of PortraitWorld: its people are picture files like any user's.
 */
package io.github.fpga.cli.demo;
