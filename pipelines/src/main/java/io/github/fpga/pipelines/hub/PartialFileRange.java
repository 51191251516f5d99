package io.github.fpga.pipelines.hub;

import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asking for the rest of a file, and understanding the answer (RFC 9110, section 14). */
final class PartialFileRange {

  static final int PARTIAL = 206;
  static final int NOT_SATISFIABLE = 416;

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18})");

  private PartialFileRange() {}

  /**
   * The headers of a request.
   *
   * @param from how many bytes are there
   * @param validator of the server that sent them; without one the hash at the end decides
   */
  static Map<String, String> request(long from, Optional<String> validator) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept-Encoding", "identity");
    if (from > 0) {
      headers.put("Range", "bytes=" + from + "-");
      validator.ifPresent(v -> headers.put("If-Range", v));
    }
    return headers;
  }

  /** Whether a partial answer goes on where the bytes end, in a file of the right size. */
  static boolean continues(HttpHeaders headers, long from, long size) {
    Matcher range = CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
    return range.matches()
        && Long.parseLong(range.group(1)) == from
        && Long.parseLong(range.group(2)) == size;
  }
}
