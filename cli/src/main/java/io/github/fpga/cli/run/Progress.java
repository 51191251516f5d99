package io.github.fpga.cli.run;

import io.github.fpga.pipelines.run.ProgressListener;
import io.github.fpga.pipelines.run.Stage;
import java.awt.image.BufferedImage;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows how far work is: as a bar where a person watches a terminal, as lines otherwise. */
public final class Progress {

  private final PrintStream err;
  private final Terminal terminal;
  private final Cancellation cancellation;
  private String prefix = "";

  Progress(PrintStream err, Terminal terminal, Cancellation cancellation) {
    this.err = err;
    this.terminal = terminal;
    this.cancellation = cancellation;
  }

  /** What the names of the following tasks begin with, as in {@code "3/14 "}. */
  public void prefix(String text) {
    prefix = text;
  }

  /**
   * Begins a task.
   *
   * @param steps how many are expected; a task may need more or fewer
   */
  public Task start(String name, int steps) {
    Display display =
        terminal.interactive()
            ? new BarDisplay(err, prefix + name, Math.max(1, steps), terminal.width())
            : new LineDisplay(err, prefix + name, Math.max(1, steps));
    return new Task(display, Math.max(1, steps), cancellation);
  }

  /** How a task is shown. */
  interface Display extends AutoCloseable {

    /**
     * @param done from 0 to the expected steps
     * @param detail what is being done
     */
    void show(int done, String detail);

    @Override
    void close();
  }

  /** Work in progress, which may be a run's listener. Belongs to one thread. */
  public static final class Task implements ProgressListener, AutoCloseable {

    private final Display display;
    private final int steps;
    private final Cancellation cancellation;
    private int done;
    private int ofStage;

    Task(Display display, int steps, Cancellation cancellation) {
      this.display = display;
      this.steps = steps;
      this.cancellation = cancellation;
    }

    @Override
    public boolean onProgress(
        Stage stage, int step, int total, Supplier<Optional<BufferedImage>> preview) {
      if (total > 1) {
        advance(step == 0 ? 0 : step - ofStage, stage.words());
        ofStage = step;
      } else {
        advance(0, stage.words());
      }
      return !cancellation.cancelled();
    }

    /** Some more steps are done. */
    public void advance(int more, String detail) {
      done = Math.min(steps, done + Math.max(0, more));
      display.show(done, detail);
    }

    /** Shows the task as it ended. */
    @Override
    public void close() {
      display.close();
    }
  }
}
