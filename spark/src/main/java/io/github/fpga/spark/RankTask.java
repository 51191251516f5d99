package io.github.fpga.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.BarrierTaskContext;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One rank: runs the command in a process of its own, with torchrun's environment variables, beside
 * the tasks of all other ranks.
 *
 * @param command the same for all ranks
 */
record RankTask(List<String> command)
    implements Function1<Iterator<Integer>, Iterator<RankEnd>>, Serializable {

  private static final long serialVersionUID = 1L;
  private static final int POLL_MILLIS = 200;

  /** A rank that is asked to stop saves its state first, for which it takes 20 s at most. */
  private static final int STOP_SECONDS = 25;

  private static final String RESUME = "--resume";

  RankTask {
    // What is sent to other machines must not be a view.
    command = new ArrayList<>(command);
  }

  /** Gives how the rank ended. */
  @Override
  public Iterator<RankEnd> apply(Iterator<Integer> none) {
    try {
      return CollectionConverters.asScala(List.of(run(BarrierTaskContext.get())).iterator());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the rank was stopped", e);
    }
  }

  private RankEnd run(BarrierTaskContext context) throws IOException, InterruptedException {
    List<String> hosts =
        Arrays.stream(context.getTaskInfos()).map(task -> host(task.address())).toList();
    int rank = context.partitionId();
    String port = context.allGather(rank == 0 ? Integer.toString(freePort()) : "")[0];
    Map<String, String> environment = environment(hosts, rank, port);
    Process process = start(words(context.stageAttemptNumber()), environment);
    Thread stop = new Thread(() -> end(process), "fpga-rank-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (context.isInterrupted()) {
          throw new InterruptedException();
        }
      }
      return new RankEnd(hosts.get(rank), process.exitValue());
    } finally {
      end(process);
      forget(stop);
    }
  }

  /** The command, which goes on where an executor was lost and Spark starts all ranks again. */
  List<String> words(int attempt) {
    List<String> words = new ArrayList<>(command);
    if (attempt > 0 && !words.contains(RESUME)) {
      words.add(RESUME);
    }
    return words;
  }

  /**
   * Its standard input stays open as long as this process lives: {@code
   * training.distributed.Lifeline}.
   */
  private static Process start(List<String> words, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    builder.environment().put("FPGA_LIFELINE", "stdin");
    return builder.start();
  }

  /** Whoever starts the ranks again must not find this one at work. */
  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs already.
    }
  }

  /**
   * What {@code training.distributed.Rendezvous} reads.
   *
   * @param hosts of all ranks, in their order
   */
  static Map<String, String> environment(List<String> hosts, int rank, String port) {
    String host = hosts.get(rank);
    long before = hosts.subList(0, rank).stream().filter(host::equals).count();
    return Map.of(
        "MASTER_ADDR", hosts.get(0),
        "MASTER_PORT", port,
        "RANK", Integer.toString(rank),
        "WORLD_SIZE", Integer.toString(hosts.size()),
        "LOCAL_RANK", Long.toString(before));
  }

  /** Of an address with a port. */
  static String host(String address) {
    int colon = address.lastIndexOf(':');
    return (colon < 0 ? address : address.substring(0, colon)).replaceAll("[\\[\\]]", "");
  }

  /** Another process may take it before the rank does; then the ranks end with a message. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
