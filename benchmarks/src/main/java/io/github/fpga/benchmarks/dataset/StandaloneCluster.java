package io.github.fpga.benchmarks.dataset;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Spark standalone on this machine: a master and workers of one core, each in its own process. */
final class StandaloneCluster implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int START_SECONDS = 300;

  private final Path home;
  private final Path work;
  private final int port;
  private final List<Process> workers = new ArrayList<>();
  private final Process master;

  /**
   * Starts everything.
   *
   * @param home the project's folder, in which everything is compiled
   * @param work for logs and the executors' files
   */
  StandaloneCluster(Path home, Path work, int executors) throws IOException, InterruptedException {
    this.home = home;
    this.work = work;
    // What would be an installed Spark's; its libraries come from the build.
    Files.createDirectories(work.resolve("spark/jars"));
    port = freePort();
    master = start("master.Master", "--port", Integer.toString(port));
    awaitMaster();
    for (int i = 0; i < executors; i++) {
      workers.add(
          start(
              "worker.Worker",
              "--cores",
              "1",
              "--memory",
              "3g",
              "--work-dir",
              work.resolve("worker-" + i).toString(),
              url()));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  private Process start(String main, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + home.resolve("spark/jvm.options"));
    command.add("-Xmx512m");
    command.add("-cp");
    command.add(Files.readString(home.resolve("spark/target/classpath")).strip());
    command.add("org.apache.spark.deploy." + main);
    command.addAll(List.of("--host", HOST, "--webui-port", "0"));
    command.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("spark.log").toFile()));
    builder.environment().put("SPARK_HOME", work.resolve("spark").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    return builder.start();
  }

  private void awaitMaster() throws IOException, InterruptedException {
    for (int second = 0; second < START_SECONDS; second++) {
      try (Socket socket = new Socket(HOST, port)) {
        return;
      } catch (IOException e) {
        TimeUnit.SECONDS.sleep(1);
      }
    }
    throw new IOException("no master at %s, see spark.log".formatted(url()));
  }

  /** For {@code --master}. */
  String url() {
    return "spark://%s:%d".formatted(HOST, port);
  }

  /** What a driver on this machine needs. */
  Map<String, String> conf() {
    return Map.of(
        "spark.driver.bindAddress",
        HOST,
        "spark.driver.host",
        HOST,
        "spark.ui.enabled",
        "false",
        "spark.executor.cores",
        "1",
        "spark.cores.max",
        Integer.toString(workers.size()),
        // The whole cluster, or else a small build is over before the second executor is there.
        "spark.scheduler.minRegisteredResourcesRatio",
        "1",
        "spark.scheduler.maxRegisteredResourcesWaitingTime",
        START_SECONDS + "s");
  }

  /** The processes in which tasks run now. */
  List<ProcessHandle> executors() {
    return workers.stream().flatMap(worker -> worker.toHandle().children()).toList();
  }

  /** Ends one as {@code kill -9} does; the worker starts another. */
  long killExecutor() {
    ProcessHandle executor = executors().get(0);
    executor.destroyForcibly();
    return executor.pid();
  }

  @Override
  public void close() {
    executors().forEach(ProcessHandle::destroyForcibly);
    workers.forEach(Process::destroyForcibly);
    master.destroyForcibly();
  }
}
