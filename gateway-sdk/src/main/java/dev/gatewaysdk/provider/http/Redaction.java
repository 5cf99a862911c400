package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.ProviderException;
import org.jspecify.annotations.Nullable;

/** Takes a secret out of what a provider says, since some echo the key that they refuse. */
final class Redaction {
  private static final String MASK = "***";

  /** Below it is what local hosts take for a key ("none", "EMPTY"), and part of other words. */
  private static final int SHORTEST = 8;

  private Redaction() {}

  static String of(String text, String secret) {
    return secret.length() < SHORTEST ? text : text.replace(secret, MASK);
  }

  static ProviderException of(ProviderException e, String secret) {
    if (!holds(e.getMessage(), secret)
        && !holds(e.providerCode(), secret)
        && !holds(e.providerType(), secret)
        && !holds(e.parameter(), secret)) {
      return e;
    }
    ProviderException.Builder clean =
        ProviderException.builder(e.kind(), of(e.providerMessage(), secret))
            .status(e.providerStatus())
            .code(mask(e.providerCode(), secret))
            .type(mask(e.providerType(), secret))
            .parameter(mask(e.parameter(), secret))
            .retryAfter(e.retryAfter())
            .requestId(mask(e.providerRequestId(), secret));
    return (e.sent() ? clean : clean.notSent()).build();
  }

  private static boolean holds(@Nullable String text, String secret) {
    return text != null && secret.length() >= SHORTEST && text.contains(secret);
  }

  private static @Nullable String mask(@Nullable String text, String secret) {
    return text == null ? null : of(text, secret);
  }
}
