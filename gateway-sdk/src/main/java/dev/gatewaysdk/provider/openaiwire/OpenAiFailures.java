package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.provider.http.ErrorReply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What OpenAI's errors mean. The code says most, then the type, then the message; the status is
 * shared by errors of different kinds: 429 is a rate limit or a used-up quota.
 */
final class OpenAiFailures {
  private static final Map<String, FailureKind> CODES =
      Map.ofEntries(
          Map.entry("rate_limit_exceeded", FailureKind.RATE_LIMITED),
          Map.entry("insufficient_quota", FailureKind.QUOTA_EXHAUSTED),
          Map.entry("billing_hard_limit_reached", FailureKind.QUOTA_EXHAUSTED),
          Map.entry("billing_not_active", FailureKind.QUOTA_EXHAUSTED),
          Map.entry("invalid_api_key", FailureKind.AUTHENTICATION),
          Map.entry("invalid_organization", FailureKind.AUTHENTICATION),
          Map.entry("mismatched_organization", FailureKind.AUTHENTICATION),
          Map.entry("mismatched_project", FailureKind.AUTHENTICATION),
          Map.entry("account_deactivated", FailureKind.AUTHENTICATION),
          Map.entry("ip_not_authorized", FailureKind.AUTHENTICATION),
          Map.entry("missing_scope", FailureKind.AUTHENTICATION),
          Map.entry("unsupported_country_region_territory", FailureKind.AUTHENTICATION),
          Map.entry("model_not_found", FailureKind.MODEL_NOT_FOUND),
          Map.entry("context_length_exceeded", FailureKind.CONTEXT_TOO_LONG),
          Map.entry("content_filter", FailureKind.CONTENT_FILTERED),
          Map.entry("content_policy_violation", FailureKind.CONTENT_FILTERED),
          Map.entry("moderation_blocked", FailureKind.CONTENT_FILTERED),
          Map.entry("invalid_prompt", FailureKind.CONTENT_FILTERED), // "flagged as … violating".
          Map.entry("server_error", FailureKind.UNAVAILABLE),
          Map.entry("internal_error", FailureKind.UNAVAILABLE),
          Map.entry("server_is_overloaded", FailureKind.OVERLOADED),
          Map.entry("engine_overloaded", FailureKind.OVERLOADED),
          Map.entry("slow_down", FailureKind.OVERLOADED),
          Map.entry("request_timeout", FailureKind.TIMEOUT));

  private static final Map<String, FailureKind> TYPES =
      Map.of(
          "insufficient_quota", FailureKind.QUOTA_EXHAUSTED,
          "tokens", FailureKind.RATE_LIMITED,
          "requests", FailureKind.RATE_LIMITED,
          "rate_limit_error", FailureKind.RATE_LIMITED,
          "authentication_error", FailureKind.AUTHENTICATION,
          "permission_error", FailureKind.AUTHENTICATION,
          "server_error", FailureKind.UNAVAILABLE,
          "service_unavailable_error", FailureKind.OVERLOADED,
          "overloaded_error", FailureKind.OVERLOADED,
          "timeout_error", FailureKind.TIMEOUT);

  /** A phrase of messages without a telling code, in lower case. */
  private record Phrase(String text, FailureKind kind) {}

  /** The first that occurs counts. */
  private static final List<Phrase> PHRASES =
      List.of(
          new Phrase("maximum context length", FailureKind.CONTEXT_TOO_LONG),
          new Phrase("exceeds the context window", FailureKind.CONTEXT_TOO_LONG),
          new Phrase("exceeded your current quota", FailureKind.QUOTA_EXHAUSTED),
          new Phrase("billing hard limit", FailureKind.QUOTA_EXHAUSTED),
          new Phrase("credit balance", FailureKind.QUOTA_EXHAUSTED),
          new Phrase("incorrect api key", FailureKind.AUTHENTICATION),
          new Phrase("invalid api key", FailureKind.AUTHENTICATION),
          new Phrase("organization must be verified", FailureKind.AUTHENTICATION),
          new Phrase("rate limit reached", FailureKind.RATE_LIMITED),
          new Phrase("does not exist or you do not have access", FailureKind.MODEL_NOT_FOUND),
          new Phrase("safety system", FailureKind.CONTENT_FILTERED),
          new Phrase("content management policy", FailureKind.CONTENT_FILTERED),
          new Phrase("currently overloaded", FailureKind.OVERLOADED));

  /** What the provider says comes first; anything after that may be the user's own words. */
  private static final int PHRASES_WITHIN = 400;

  private OpenAiFailures() {}

  static FailureKind kind(
      @Nullable String code, @Nullable String type, String message, int status) {
    FailureKind kind = code == null ? null : CODES.get(code);
    if (kind == null && type != null) {
      kind = TYPES.get(type);
    }
    if (kind == null) {
      kind = byMessage(message);
    }
    return kind == null ? ErrorReply.kindOf(status) : kind;
  }

  private static @Nullable FailureKind byMessage(String message) {
    String start =
        message.substring(0, Math.min(message.length(), PHRASES_WITHIN)).toLowerCase(Locale.ROOT);
    for (Phrase phrase : PHRASES) {
      if (start.contains(phrase.text)) {
        return phrase.kind;
      }
    }
    return null;
  }
}
