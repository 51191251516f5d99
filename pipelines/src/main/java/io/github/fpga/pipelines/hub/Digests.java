package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/** Whether a file's content is what its names promise. */
final class Digests {

  private static final int BUFFER = 1 << 16;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");

  private Digests() {}

  /** Whether {@link #mismatch} would look at the content at all. */
  static boolean known(String etag, String sha256) {
    return sha256 != null || SHA256.matcher(etag).matches() || SHA1.matcher(etag).matches();
  }

  /**
   * Hashes a file.
   *
   * @param etag SHA-256 or git's SHA-1 of a blob; anything else promises nothing
   * @param sha256 known from elsewhere, or null
   * @param go asked with the bytes read so far; false stops
   * @return what is wrong, as in {@code SHA-256 is 12.., expected 34..}; empty where all is well
   * @throws java.util.concurrent.CancellationException where stopped
   */
  static Optional<String> mismatch(Path file, String etag, String sha256, LongPredicate go)
      throws IOException {
    String expected = sha256 == null && SHA256.matcher(etag).matches() ? etag : sha256;
    if (expected != null) {
      return compare("SHA-256", digest(file, "SHA-256", new byte[0], go), expected);
    }
    if (SHA1.matcher(etag).matches()) {
      byte[] header = ("blob " + Files.size(file) + '\0').getBytes(StandardCharsets.US_ASCII);
      return compare("git's SHA-1", digest(file, "SHA-1", header, go), etag);
    }
    return Optional.empty();
  }

  private static Optional<String> compare(String name, String actual, String expected) {
    return actual.equals(expected)
        ? Optional.empty()
        : Optional.of("%s is %s, expected %s".formatted(name, actual, expected));
  }

  private static String digest(Path file, String algorithm, byte[] header, LongPredicate go)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(header);
      byte[] buffer = new byte[BUFFER];
      long done = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        done += n;
        Patience.requireGo(go.test(done));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
