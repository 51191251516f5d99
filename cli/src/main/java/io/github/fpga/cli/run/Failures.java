package io.github.fpga.cli.run;

import io.github.fpga.diffusion.CancelledException;
import io.github.fpga.idzoom.record.RecordFileException;
import io.github.fpga.pipelines.hub.HubException;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.InferenceException;
import io.github.fpga.training.distributed.DistributedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One clear message and an exit code for whatever goes wrong. */
public final class Failures {

  /** Something failed that the user's input is not to blame for. */
  public static final int FAILED = 1;

  /** Wrong usage, or input that cannot be used. */
  public static final int BAD_INPUT = 2;

  /** Stopped by the user; what shells report for Ctrl-C. */
  public static final int CANCELLED = 130;

  private static final int MOST_LINES = 6;

  private Failures() {}

  /** Says what is wrong with the command line itself. */
  static int usage(App app, String command, String message) {
    app.err().printf("%s: %s%n", command, message);
    app.err().printf("%s --help explains the options.%n", command);
    return BAD_INPUT;
  }

  /** Says what picocli found wrong with the command line. */
  public static int reportUsage(App app, ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String message = firstLine(e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> similar = unmatched.getSuggestions();
      String hint = similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?";
      message += hint;
    }
    trace(app, e);
    return usage(app, name, message);
  }

  /** Says what went wrong; the stack trace only where asked for. */
  public static int report(App app, Throwable e) {
    app.err().printf("fpga: %s%n", app.debug() ? message(e) : shortened(message(e)));
    trace(app, e);
    return code(e);
  }

  /** A checkpoint of another family may lack hundreds of tensors. */
  private static String shortened(String message) {
    List<String> lines = message.lines().toList();
    return lines.size() <= MOST_LINES
        ? message
        : String.join(System.lineSeparator(), lines.subList(0, MOST_LINES))
            + "%n  ... and %d more (--debug shows all). %s"
                .formatted(lines.size() - MOST_LINES, lastSentence(lines.get(lines.size() - 1)));
  }

  /** What to do stands at the end of a message. */
  private static String lastSentence(String line) {
    int end = line.lastIndexOf(". ");
    return end < 0 ? "" : line.substring(end + 2);
  }

  private static void trace(App app, Throwable e) {
    if (app.debug()) {
      e.printStackTrace(app.err());
    }
  }

  /** The exit code for a failure. */
  public static int code(Throwable e) {
    if (e instanceof CancelledException || e instanceof CancellationException) {
      return CANCELLED;
    }
    boolean input =
        e instanceof IllegalArgumentException
            || e instanceof CheckpointException
            || e instanceof RecordFileException
            || e instanceof ParameterException;
    return input ? BAD_INPUT : FAILED;
  }

  /** What went wrong and what to do, in words. */
  public static String message(Throwable e) {
    if (e instanceof CancelledException) {
      return "cancelled; no half-written file is left behind";
    }
    if (e instanceof CancellationException) {
      return "cancelled";
    }
    if (e instanceof OutOfMemoryError || text(e).contains("can't allocate memory")) {
      return "not enough memory (%s): close other programs, use smaller pictures, or give Java more with FPGA_JAVA_OPTS=-Xmx4g"
          .formatted(firstLine(text(e)));
    }
    if (e instanceof LinkageError) {
      return "the engine cannot be loaded (%s): it runs on 64-bit Linux and Windows (x86) and macOS (ARM), and needs 2 GB of disk for its libraries in ~/.javacpp"
          .formatted(firstLine(text(e)));
    }
    IOException io = ioException(e);
    if (io != null) {
      return message(io, e);
    }
    boolean known =
        e instanceof IllegalArgumentException
            || e instanceof CheckpointException
            || e instanceof RecordFileException
            || e instanceof InferenceException
            || e instanceof HubException
            || e instanceof DistributedException;
    return known
        ? text(e)
        : "unexpected %s: %s (with --debug you see where it comes from)"
            .formatted(e.getClass().getSimpleName(), firstLine(text(e)));
  }

  private static IOException ioException(Throwable e) {
    if (e instanceof IOException io) {
      return io;
    }
    boolean wraps = e instanceof UncheckedIOException || e instanceof CheckpointException;
    return wraps && e.getCause() instanceof IOException io && isFull(io)
        ? io
        : e instanceof UncheckedIOException unchecked ? unchecked.getCause() : null;
  }

  private static String message(IOException io, Throwable outer) {
    String file = io instanceof FileSystemException f ? String.valueOf(f.getFile()) : "";
    if (isFull(io)) {
      return "the disk is full%s: free some space and run the command again; no half-written file is left behind"
          .formatted(file.isEmpty() ? "" : " (" + file + ")");
    }
    if (io instanceof AccessDeniedException) {
      return "%s cannot be read or written: access is denied; choose another place or change its permissions"
          .formatted(file);
    }
    if (io instanceof NoSuchFileException) {
      return "%s does not exist".formatted(file);
    }
    return text(outer).equals(text(io)) || outer == io ? text(io) : text(outer) + ": " + text(io);
  }

  private static boolean isFull(IOException e) {
    String text = text(e).toLowerCase(Locale.ROOT);
    return text.contains("no space left")
        || text.contains("not enough space")
        || text.contains("quota exceeded");
  }

  private static String text(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end).stripTrailing();
  }
}
