package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Brings files of a hub into the cache. Serves several threads and processes at once. */
public final class HubDownloads {

  private final HubEnvironment environment;
  private final HubCache cache;
  private final Patience patience;
  private final DiskSpace space;
  private final PartialFile.Opener opener;
  private final HubHttp http;

  /** With the environment's cache. */
  public HubDownloads(HubEnvironment environment) {
    this(environment, Patience.DEFAULT, DiskSpace.REAL);
  }

  /**
   * @param space asked before a download begins
   */
  public HubDownloads(HubEnvironment environment, Patience patience, DiskSpace space) {
    this(environment, new HubCache(environment.cache()), patience, space, PartialFile.Opener.REAL);
  }

  HubDownloads(
      HubEnvironment environment,
      HubCache cache,
      Patience patience,
      DiskSpace space,
      PartialFile.Opener opener) {
    this.environment = environment;
    this.cache = cache;
    this.patience = patience;
    this.space = space;
    this.opener = opener;
    http = new HubHttp(environment, patience.silence());
  }

  public HubCache cache() {
    return cache;
  }

  public HubEnvironment environment() {
    return environment;
  }

  /**
   * Asks the hub what a file is.
   *
   * @param go asked while waiting; false stops
   * @throws HubException where there is no such file, it may not be read, or it is another one than
   *     its SHA-256 names
   * @throws java.util.concurrent.CancellationException where stopped
   */
  public RemoteFile look(HubFile file, BooleanSupplier go) {
    if (environment.offline()) {
      throw new HubException(
          "%s is not in %s, and HF_HUB_OFFLINE forbids to fetch it: unset it and pull"
              .formatted(file, cache.root()));
    }
    RemoteFile remote;
    try {
      remote = patience.run(() -> http.look(file, go), go);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask for " + file, e);
    }
    boolean hashed = remote.etag().matches("[0-9a-f]{64}");
    if (file.sha256() != null && hashed && !remote.etag().equals(file.sha256())) {
      throw new HubException(
          "%s has changed: its SHA-256 is %s, expected %s; take a newer version of the model set"
              .formatted(file, remote.etag(), file.sha256()));
    }
    if (file.size().isPresent() && file.size().getAsLong() != remote.size()) {
      throw new HubException(
          "%s has changed: it has %d bytes, expected %d; take a newer version of the model set"
              .formatted(file, remote.size(), file.size().getAsLong()));
    }
    return remote;
  }

  /** How many bytes of a file are still to come. */
  public long missing(HubFile file, RemoteFile remote) {
    Path blob = cache.blob(file.repository(), remote.etag());
    try {
      long there = new PartialFile(blob, opener).size();
      return Files.exists(blob) ? 0 : Math.max(0, remote.size() - there);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + blob, e);
    }
  }

  /**
   * Checks that there is room.
   *
   * @throws HubException where there is too little
   */
  public void requireSpace(long bytes) {
    long usable;
    try {
      usable = space.usable(cache.root());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask how much room is in " + cache.root(), e);
    }
    if (usable < bytes) {
      throw new HubException(
          "the disk of %s is too full: %s are to be downloaded and %s are free; free some space, or choose another place with HF_HUB_CACHE"
              .formatted(cache.root(), Sizes.text(bytes), Sizes.text(usable)));
    }
  }

  /**
   * Downloads a file, going on where an earlier try ended.
   *
   * @param remote what {@link #look} said
   * @return where the file is now
   * @throws HubException naming the file, what is wrong and what to do
   * @throws java.util.concurrent.CancellationException where the listener stops it; what is there
   *     is kept
   */
  public Path fetch(HubFile file, RemoteFile remote, TransferListener listener) {
    Path blob = cache.blob(file.repository(), remote.etag());
    PartialFile partial = new PartialFile(blob, opener);
    Transfer transfer = new Transfer(http, file, remote, partial, listener, patience.silence());
    try (BlobLock lock =
        BlobLock.acquire(cache.lock(file.repository(), remote.etag()), transfer::go)) {
      if (!Files.exists(blob)) {
        requireSpace(Math.max(0, remote.size() - partial.size()));
        bring(file, remote, partial, transfer);
        partial.complete();
      }
      Path path = cache.link(file, remote.commit(), remote.etag());
      cache.note(file, remote.commit());
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep " + file + " in " + cache.root(), e);
    }
  }

  private void bring(HubFile file, RemoteFile remote, PartialFile partial, Transfer transfer)
      throws IOException {
    boolean resumed = partial.size() > 0;
    patience.run(transfer, transfer::go);
    Optional<String> wrong = mismatch(file, remote, partial, transfer);
    if (wrong.isPresent() && resumed) {
      // What an earlier run left was another file's, or a crash damaged it.
      partial.discard();
      patience.run(transfer, transfer::go);
      wrong = mismatch(file, remote, partial, transfer);
    }
    if (wrong.isPresent()) {
      partial.discard();
      throw new HubException(
          "%s arrived damaged (%s); nothing of it is kept: pull again, and if it happens again the repository or a proxy is to blame"
              .formatted(file, wrong.get()));
    }
  }

  private static Optional<String> mismatch(
      HubFile file, RemoteFile remote, PartialFile partial, Transfer transfer) throws IOException {
    return Digests.mismatch(partial.bytes(), remote.etag(), file.sha256(), done -> transfer.go());
  }

  /**
   * Hashes a file of the cache.
   *
   * @param listener told how far it is; may stop it
   * @throws java.util.concurrent.CancellationException where stopped
   */
  public Verdict verify(HubFile file, TransferListener listener) {
    Path name = cache.find(file).orElse(null);
    if (name == null) {
      return new Verdict(Verdict.State.MISSING, "it is not here");
    }
    try {
      long size = Files.size(name);
      if (file.size().isPresent() && file.size().getAsLong() != size) {
        return new Verdict(
            Verdict.State.DAMAGED,
            "it has %d bytes, expected %d".formatted(size, file.size().getAsLong()));
      }
      String etag = cache.blobOf(file, name).map(b -> b.getFileName().toString()).orElse("");
      if (!Digests.known(etag, file.sha256())) {
        return new Verdict(Verdict.State.UNCHECKED, "nothing says what it shall hash to");
      }
      return Digests.mismatch(
              name, etag, file.sha256(), done -> listener.onProgress(file, done, size))
          .map(wrong -> new Verdict(Verdict.State.DAMAGED, wrong))
          .orElse(new Verdict(Verdict.State.GOOD, ""));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
