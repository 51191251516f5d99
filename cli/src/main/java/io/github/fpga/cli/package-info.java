/**
 * The command {@code fpga}: {@link io.github.fpga.cli.Main} runs it, {@code commands} holds one
 * class per command, {@code options} what several commands share, {@code run} what a command runs
 * in (streams, progress, cancellation, errors), {@code demo} the demonstration and its page.
 *
 * <p>Nothing heavy happens before a command needs it: the engine starts and networks are loaded
 * when {@link io.github.fpga.cli.run.App#studio} is first asked for them.
 */
package io.github.fpga.cli;
