package io.github.fpga.cli.run;

import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.micro.MicroFaces;
import io.github.fpga.pipelines.PortraitStudio;
import io.github.fpga.pipelines.family.ModelSource;
import io.github.fpga.pipelines.family.PortraitModels;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import java.io.PrintStream;

/** What a command runs in; the studio and the face models are opened when first asked for. */
public final class App implements AutoCloseable {

  private final PrintStream out;
  private final PrintStream err;
  private final Terminal terminal;
  private final Cancellation cancellation = new Cancellation();
  private final Progress progress;
  private PortraitStudio studio;
  private ModelOptions opened;
  private FaceAnalyzer faces;
  private boolean debug;

  /**
   * @param out receives results only: paths of pictures written, JSON
   * @param err receives everything for people: progress, notes, errors
   */
  public App(PrintStream out, PrintStream err, Terminal terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    progress = new Progress(err, terminal, cancellation);
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  public Terminal terminal() {
    return terminal;
  }

  public Cancellation cancellation() {
    return cancellation;
  }

  public Progress progress() {
    return progress;
  }

  /** Whether errors shall come with their stack traces. */
  public boolean debug() {
    return debug;
  }

  public void debug(boolean on) {
    debug = on;
  }

  /** Says something to the person at the terminal. */
  public void note(String format, Object... values) {
    err.println(values.length == 0 ? format : String.format(java.util.Locale.ROOT, format, values));
  }

  /**
   * The studio, opened at the first call; other models close and open it again.
   *
   * @throws io.github.fpga.tensor.CheckpointException naming the file that cannot be used
   */
  public PortraitStudio studio(ModelOptions options) {
    if (studio == null || !options.same(opened)) {
      closeStudio();
      try (Progress.Task task = progress.start("loading models", 1)) {
        options.startEngine();
        Precision precision = options.precision();
        ModelSource set = options.source();
        sumAhead(set);
        PortraitModels models = set.load(precision);
        studio = PortraitStudio.of(models, options.store());
        opened = options;
      }
    }
    return studio;
  }

  /** Results need the checksums, which take as long as loading: both at once. */
  private static void sumAhead(ModelSource set) {
    Thread thread = new Thread(set::checksums, "fpga-checksums");
    thread.setDaemon(true);
    // Whoever needs the sums tries again and reports what is wrong.
    thread.setUncaughtExceptionHandler((t, e) -> {});
    thread.start();
  }

  /** The bundled face models alone, which load faster than a studio. */
  public FaceAnalyzer faces() {
    if (studio != null && !opened.isPublic()) {
      return studio.models().faces();
    }
    if (faces == null) {
      Engine.start();
      faces = MicroFaces.load().analyzer();
    }
    return faces;
  }

  private void closeStudio() {
    if (studio != null) {
      studio.close();
      studio = null;
    }
  }

  @Override
  public void close() {
    closeStudio();
    out.flush();
    err.flush();
    cancellation.finished();
  }
}
