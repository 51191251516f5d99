package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One file's way into its partial file; each run is one try, which goes on where the last ended.
 */
final class Transfer implements Patience.Work<Void> {

  private final HubHttp http;
  private final HubFile file;
  private final RemoteFile remote;
  private final PartialFile partial;
  private final TransferListener listener;
  private final Duration silence;
  private long done;
  private long reached;

  /**
   * @param silence how long the connection may bring nothing
   */
  Transfer(
      HubHttp http,
      HubFile file,
      RemoteFile remote,
      PartialFile partial,
      TransferListener listener,
      Duration silence) {
    this.http = http;
    this.file = file;
    this.remote = remote;
    this.partial = partial;
    this.listener = listener;
    this.silence = silence;
  }

  /** Tells the listener how far it is; false where it wants to stop. */
  boolean go() {
    return listener.onProgress(file, done, remote.size());
  }

  @Override
  public Void run() throws IOException {
    done = partial.size();
    if (done > remote.size()) {
      partial.discard();
      done = 0;
    }
    Patience.requireGo(go());
    if (done == remote.size() && done > 0) {
      return null;
    }
    try (HubHttp.Download download =
        http.get(file, PartialFileRange.request(done, partial.validator()), this::go)) {
      accept(download);
      copy(download.body());
      if (done < remote.size()) {
        throw broken("it ended after %d of %d bytes".formatted(done, remote.size()), null);
      }
    }
    return null;
  }

  /** Starts anew where the server sends another part than was asked for. */
  private void accept(HubHttp.Download download) throws IOException {
    int status = download.status();
    if (status == PartialFileRange.PARTIAL
        && PartialFileRange.continues(download.headers(), done, remote.size())) {
      return;
    }
    if (status == PartialFileRange.PARTIAL || status == PartialFileRange.NOT_SATISFIABLE) {
      partial.discard();
      throw broken("the server does not go on at byte " + done, null);
    }
    // All of it: the server cannot resume, or its file is no longer the one that was begun.
    partial.restart(download.headers().firstValue("ETag"));
    done = 0;
  }

  private void copy(BodyQueue body) throws IOException {
    try (WritableByteChannel out = open()) {
      for (List<ByteBuffer> buffers = next(body); buffers != null; buffers = next(body)) {
        for (ByteBuffer buffer : buffers) {
          write(out, buffer);
        }
        Patience.requireGo(go());
      }
    }
  }

  private List<ByteBuffer> next(BodyQueue body) throws IOException {
    try {
      return body.next(silence, this::go);
    } catch (IOException e) {
      throw broken(e.getMessage(), e);
    }
  }

  private WritableByteChannel open() {
    try {
      return partial.append();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void write(WritableByteChannel out, ByteBuffer buffer) throws IOException {
    if (done + buffer.remaining() > remote.size()) {
      partial.discard();
      throw new HubException(
          "%s is longer than the %d bytes that the hub told; nothing of it is kept: pull again"
              .formatted(file, remote.size()));
    }
    try {
      while (buffer.hasRemaining()) {
        done += out.write(buffer);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Only what no try had reached before is progress: a file cut short would be read for ever. */
  private TransientException broken(String reason, IOException cause) {
    boolean progressed = done > reached;
    reached = Math.max(reached, done);
    return new TransientException(
        "the download of %s broke (%s)".formatted(file, reason), null, progressed, cause);
  }

  private HubException unwritable(IOException e) {
    String reason = String.valueOf(e.getMessage());
    String lower = reason.toLowerCase(Locale.ROOT);
    boolean full =
        lower.contains("no space left")
            || lower.contains("not enough space")
            || lower.contains("quota exceeded");
    return new HubException(
        full
            ? "the disk is full: %s of %s of %s are here and kept; free %s and pull again"
                .formatted(
                    Sizes.text(done),
                    Sizes.text(remote.size()),
                    file,
                    Sizes.text(remote.size() - done))
            : "cannot write %s (%s): choose another place with HF_HUB_CACHE"
                .formatted(partial.bytes(), reason),
        e);
  }
}
