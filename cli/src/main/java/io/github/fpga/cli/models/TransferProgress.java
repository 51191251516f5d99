package io.github.fpga.cli.models;

import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Progress;
import io.github.fpga.pipelines.hub.HubFile;
import io.github.fpga.pipelines.hub.Sizes;
import io.github.fpga.pipelines.sets.PullListener;

/** A bar per file. Belongs to one thread. */
final class TransferProgress implements PullListener, AutoCloseable {

  private static final int PERCENT = 100;
  private static final long REDRAW_NANOS = 100_000_000;

  private final App app;
  private Progress.Task task;
  private HubFile current;
  private int shown;
  private long drawn;

  TransferProgress(App app) {
    this.app = app;
  }

  @Override
  public boolean onAsk(int number, int files) {
    if (task == null) {
      begin("asking the hub", files);
    }
    if (number > shown) {
      task.advance(number - shown, "");
      shown = number;
    }
    return !app.cancellation().cancelled();
  }

  @Override
  public void onPlan(int files, int missing, long bytes) {
    close();
    if (missing > 0) {
      app.note("%d of %d files, %s to download", missing, files, Sizes.text(bytes));
    }
  }

  @Override
  public boolean onProgress(HubFile file, long done, long total) {
    if (!file.equals(current)) {
      close();
      current = file;
      begin(file.path(), PERCENT);
    }
    long now = System.nanoTime();
    if (now - drawn > REDRAW_NANOS || done == total) {
      drawn = now;
      int percent = total == 0 ? PERCENT : (int) (PERCENT * done / total);
      task.advance(percent - shown, Sizes.text(done) + " of " + Sizes.text(total));
      shown = Math.max(shown, percent);
    }
    return !app.cancellation().cancelled();
  }

  private void begin(String name, int steps) {
    task = app.progress().start(name, steps);
    shown = 0;
    drawn = 0;
  }

  @Override
  public void close() {
    if (task != null) {
      task.close();
      task = null;
    }
  }
}
