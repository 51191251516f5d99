package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Keeps two downloads of one file apart, in this process and in others. The lock file stays: to
 * delete it would let a third one in beside a second that waits for it.
 */
final class BlobLock implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(100);

  private final FileChannel channel;

  private BlobLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @param go asked while waiting; false stops
   * @throws java.util.concurrent.CancellationException where stopped
   */
  static BlobLock acquire(Path file, BooleanSupplier go) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (!tryLock(channel)) {
        Patience.sleep(LOOK, go);
      }
      return new BlobLock(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Another thread of this process holds it.
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
