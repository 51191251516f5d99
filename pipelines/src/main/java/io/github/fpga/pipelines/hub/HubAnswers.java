package io.github.fpga.pipelines.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** What an answer other than the file means, and what to do about it. */
final class HubAnswers {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  private final HubEnvironment environment;

  HubAnswers(HubEnvironment environment) {
    this.environment = environment;
  }

  /**
   * The failure of a status.
   *
   * @param hub whether the hub itself answered, and not a file server behind it
   * @return what to throw: a {@link TransientException} where another try may work
   * @throws HubException where none will
   */
  IOException failure(HubFile file, URI from, boolean hub, int status, HttpHeaders headers) {
    if (status == TIMEOUT || status == TOO_MANY || status >= SERVER) {
      return new TransientException(
          "%s answers %d for %s".formatted(from.getHost(), status, file),
          retryAfter(headers),
          false,
          null);
    }
    if (!hub && (status == UNAUTHORIZED || status == FORBIDDEN)) {
      // File servers sign addresses for a while; the hub gives a new one.
      return new TransientException(
          "%s refuses %s (%d)".formatted(from.getHost(), file, status), null, false, null);
    }
    throw new HubException(message(file, from, status, headers));
  }

  private String message(HubFile file, URI from, int status, HttpHeaders headers) {
    String code = headers.firstValue("X-Error-Code").orElse("");
    String page = environment.endpoint() + "/" + file.repository();
    if (code.equals("GatedRepo") || status == FORBIDDEN) {
      return "%s is gated (%d): open %s in a browser, accept its licence with your account, and set HF_TOKEN to a token of that account that may read gated repositories"
          .formatted(file.repository(), status, page);
    }
    if (status == UNAUTHORIZED) {
      return environment.token().isPresent()
          ? "the hub refuses the token for %s (401): it may have expired; make a new one at %s/settings/tokens and put it into HF_TOKEN"
              .formatted(file.repository(), environment.endpoint())
          : "%s does not exist or asks for a login (401): see %s, and set HF_TOKEN to a token from %s/settings/tokens"
              .formatted(file.repository(), page, environment.endpoint());
    }
    if (status == NOT_FOUND) {
      return switch (code) {
        case "RepoNotFound" ->
            "there is no repository %s (404): see %s".formatted(file.repository(), page);
        case "RevisionNotFound" ->
            "%s has no revision %s (404): see %s"
                .formatted(file.repository(), file.revision(), page);
        case "EntryNotFound" ->
            "%s has no file %s at revision %s (404): see %s/tree/%s"
                .formatted(file.repository(), file.path(), file.revision(), page, file.revision());
        default ->
            "there is no %s (404): is the repository %s, its revision %s or its file %s gone? See %s"
                .formatted(file, file.repository(), file.revision(), file.path(), page);
      };
    }
    return "%s answers %d for %s, which is no answer of a hub: check HF_ENDPOINT (%s) and the proxy"
        .formatted(from.getHost(), status, file, environment.endpoint());
  }

  /** In seconds or as a date; null where absent or unreadable. */
  private static Duration retryAfter(HttpHeaders headers) {
    String value = headers.firstValue("Retry-After").orElse("").strip();
    try {
      if (value.matches("\\d{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(value));
      }
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), then);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
