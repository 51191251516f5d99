package io.github.fpga.spark;

import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts the tasks of the present step and tells how far it is. */
public final class Steps extends SparkListener {

  private final Listener listener;
  private String step = "";
  private int done;
  private int total;

  /** Who wants to know how far a build is; called from one thread at a time. */
  @FunctionalInterface
  public interface Listener {
    void progress(String step, int done, int total);
  }

  public Steps(Listener listener) {
    this.listener = listener;
  }

  synchronized void begin(String name, int tasks) {
    step = name;
    done = 0;
    total = tasks;
    listener.progress(step, done, total);
  }

  /** Events may come late; whoever began a step knows when it is over. */
  synchronized void end() {
    done = total;
    listener.progress(step, done, total);
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    if (task.reason() == Success$.MODULE$ && done < total - 1) {
      done++;
      listener.progress(step, done, total);
    }
  }
}
