package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A response's body, taken piece by piece by a thread that also looks whether to stop and how long
 * nothing came: Java's input stream of a body can do neither.
 */
final class BodyQueue implements BodySubscriber<BodyQueue>, AutoCloseable {

  private static final long LOOK_MILLIS = 100;
  private static final int AHEAD = 4;

  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private volatile Flow.Subscription subscription;
  private volatile boolean closed;

  /** Null buffers are the end, by an error or without one. */
  private record Piece(List<ByteBuffer> buffers, Throwable error) {}

  @Override
  public CompletionStage<BodyQueue> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(AHEAD);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    pieces.add(new Piece(buffers, null));
  }

  @Override
  public void onError(Throwable error) {
    pieces.add(new Piece(null, error));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece(null, null));
  }

  /**
   * Waits for the next piece.
   *
   * @param silence how long to wait
   * @param go asked while waiting; false stops
   * @return null at the end
   * @throws IOException where the connection broke or nothing came
   * @throws CancellationException where stopped
   */
  List<ByteBuffer> next(Duration silence, BooleanSupplier go) throws IOException {
    long end = System.nanoTime() + silence.toNanos();
    Piece piece = poll();
    while (piece == null) {
      Patience.requireGo(go.getAsBoolean());
      if (System.nanoTime() > end) {
        throw new HttpTimeoutException("nothing came for %d s".formatted(silence.toSeconds()));
      }
      piece = poll();
    }
    if (piece.error != null) {
      throw new IOException(piece.error.getMessage(), piece.error);
    }
    if (piece.buffers != null) {
      subscription.request(1);
    }
    return piece.buffers;
  }

  private Piece poll() {
    try {
      return pieces.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /** Ends the connection where the body was not taken to its end. */
  @Override
  public void close() {
    closed = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
