package io.github.fpga.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.global.torch;

/**
 * Threads that do parts of one step side by side, each with engine threads of its own. One thread
 * per core and part beats one part on all cores: small networks gain little from splitting a single
 * operation.
 */
final class Workers implements AutoCloseable {

  private final int count;
  private final ExecutorService threads;

  /**
   * @param count parts that run at a time
   * @param engineThreads of each part, at least 1
   */
  Workers(int count, int engineThreads) {
    this.count = count;
    threads =
        count == 1
            ? null
            : Executors.newFixedThreadPool(
                count,
                work -> {
                  Runnable started =
                      () -> {
                        torch.set_num_threads(engineThreads);
                        work.run();
                      };
                  Thread thread = new Thread(started, "training-worker");
                  thread.setDaemon(true);
                  return thread;
                });
  }

  int count() {
    return count;
  }

  /** Runs all parts and waits for them; the first failure is thrown. */
  void run(List<Runnable> parts) {
    if (threads == null) {
      parts.forEach(Runnable::run);
      return;
    }
    List<Future<?>> running = new ArrayList<>();
    parts.forEach(part -> running.add(threads.submit(part)));
    try {
      for (Future<?> part : running) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("a training worker failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted", e);
    }
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdown();
    }
  }
}
