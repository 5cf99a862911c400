package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A provider's failure as the last line of a call in a cassette. */
final class FailureForm {
  private FailureForm() {}

  static RawJson of(ProviderException e, Scrubber scrubber) {
    Duration wait = e.retryAfter();
    boolean permanent = e.kind().retryable() && !e.retryable();
    return new Fields()
        .put("failure", e.kind().name())
        .put("status", e.providerStatus() == 0 ? null : e.providerStatus())
        .put("code", scrubbed(e.providerCode(), scrubber))
        .put("type", scrubbed(e.providerType(), scrubber))
        .put("message", scrubber.scrub(e.providerMessage()))
        .put("parameter", scrubbed(e.parameter(), scrubber))
        .put("retry_after_ms", wait == null ? null : wait.toMillis())
        .put("request_id", e.providerRequestId())
        .put("not_sent", e.sent() ? null : true)
        .put("permanent", permanent ? true : null)
        .toJson();
  }

  private static @Nullable String scrubbed(@Nullable String text, Scrubber scrubber) {
    return text == null ? null : scrubber.scrub(text);
  }

  static ProviderException read(Line line) {
    FailureKind kind = line.constant("failure", FailureKind.class);
    Long wait = line.wholeOrNull("retry_after_ms");
    ProviderException.Builder failure =
        ProviderException.builder(kind, line.textOr("message", ""))
            .status(line.index("status"))
            .code(line.textOrNull("code"))
            .type(line.textOrNull("type"))
            .parameter(line.textOrNull("parameter"))
            .retryAfter(wait == null ? null : Duration.ofMillis(wait))
            .requestId(line.textOrNull("request_id"));
    if (line.flag("not_sent")) {
      failure.notSent();
    }
    if (line.flag("permanent")) {
      failure.permanent();
    }
    return failure.build();
  }
}
