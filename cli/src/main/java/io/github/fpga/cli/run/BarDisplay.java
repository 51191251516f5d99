package io.github.fpga.cli.run;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that redraws itself. */
final class BarDisplay implements Progress.Display {

  private static final int MILLIS = 100;

  private final ProgressBar bar;

  BarDisplay(PrintStream err, String name, int steps, int width) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis(MILLIS)
            .hideEta()
            .setConsumer(new Line(err, width))
            .build();
  }

  @Override
  public void show(int done, String detail) {
    bar.stepTo(done);
    bar.setExtraMessage(" " + detail);
  }

  @Override
  public void close() {
    bar.setExtraMessage("");
    bar.close();
  }

  /** The last line of the terminal. The library's own consumer starts a terminal library first. */
  private record Line(PrintStream err, int width) implements ProgressBarConsumer {

    @Override
    public int getMaxRenderedLength() {
      return width - 1;
    }

    @Override
    public void accept(String rendered) {
      err.print('\r' + rendered);
      err.flush();
    }

    @Override
    public void close() {
      err.println();
    }
  }
}
