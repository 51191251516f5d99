package io.github.fpga.training.distributed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Several ranks on loopback, each in a thread of its own. */
final class Ranks {

  private Ranks() {}

  /** A port that nobody listens to. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A place for one of several ranks of this machine. */
  static Rendezvous place(int port, int rank, int size, Duration timeout) {
    return new Rendezvous("127.0.0.1", port, rank, size, rank, false, timeout);
  }

  /** Lets all ranks do something, and gives what came of it, in their order. */
  static <T> List<T> run(int size, Duration timeout, Function<ProcessGroup, T> body)
      throws Exception {
    int port = freePort();
    ExecutorService threads = Executors.newFixedThreadPool(size);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        Rendezvous place = place(port, i, size, timeout);
        running.add(
            threads.submit(
                () -> {
                  try (ProcessGroup group = ProcessGroup.join(Optional.of(place))) {
                    return body.apply(group);
                  }
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : running) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }
}
