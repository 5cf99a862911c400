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
          Map.entry("wrong_api_key", FailureKind.AUTHENTICATION),
          Map.entry("model_not_found", FailureKind.MODEL_NOT_FOUND),
          Map.entry("model_decommissioned", FailureKind.MODEL_NOT_FOUND),
          Map.entry("model_not_available", FailureKind.MODEL_NOT_FOUND),
          Map.entry("model_not_active", FailureKind.MODEL_NOT_FOUND),
          Map.entry("invalid_model", FailureKind.MODEL_NOT_FOUND),
          Map.entry("context_length_exceeded", FailureKind.CONTEXT_TOO_LONG),
          Map.entry("context_window_exceeded", FailureKind.CONTEXT_TOO_LONG),
          Map.entry("content_filter", FailureKind.CONTENT_FILTERED),
          Map.entry("content_policy_violation", FailureKind.CONTENT_FILTERED),
          Map.entry("moderation_blocked", FailureKind.CONTENT_FILTERED),
          Map.entry("invalid_prompt", FailureKind.CONTENT_FILTERED), // "flagged as … violating".
          Map.entry("server_error", FailureKind.UNAVAILABLE),
          Map.entry("internal_error", FailureKind.UNAVAILABLE),
          Map.entry("server_is_overloaded", FailureKind.OVERLOADED),
          Map.entry("engine_overloaded", FailureKind.OVERLOADED),
          Map.entry("capacity_exceeded", FailureKind.OVERLOADED), // Groq's flexible tier, HTTP 498.
          Map.entry("insufficient_balance", FailureKind.QUOTA_EXHAUSTED),
          Map.entry("credit_limit", FailureKind.QUOTA_EXHAUSTED),
          Map.entry("slow_down", FailureKind.OVERLOADED),
          Map.entry("request_timeout", FailureKind.TIMEOUT),
          Map.entry("DeploymentNotFound", FailureKind.MODEL_NOT_FOUND), // From here on Azure's.
          Map.entry("unknown_model", FailureKind.MODEL_NOT_FOUND),
          Map.entry("unavailable_model", FailureKind.MODEL_NOT_FOUND),
          Map.entry("PermissionDenied", FailureKind.AUTHENTICATION),
          Map.entry("RateLimitReached", FailureKind.RATE_LIMITED),
          Map.entry("tokens_limit_reached", FailureKind.CONTEXT_TOO_LONG),
          Map.entry("ResponsibleAIPolicyViolation", FailureKind.CONTENT_FILTERED),
          Map.entry("contentFilter", FailureKind.CONTENT_FILTERED), // Of pictures.
          Map.entry("OperationNotSupported", FailureKind.MODEL_NOT_FOUND), // By that model.
          Map.entry("NoCapacity", FailureKind.OVERLOADED),
          Map.entry("data_inspection_failed", FailureKind.CONTENT_FILTERED), // Alibaba's.
          Map.entry("tool_use_failed", FailureKind.MALFORMED_REPLY), // Groq's: the model's fault.
          Map.entry("json_validate_failed", FailureKind.MALFORMED_REPLY),
          Map.entry("output_parse_failed", FailureKind.MALFORMED_REPLY));

  private static final Map<String, FailureKind> TYPES =
      Map.ofEntries(
          Map.entry("insufficient_quota", FailureKind.QUOTA_EXHAUSTED),
          Map.entry("exceeded_current_quota_error", FailureKind.QUOTA_EXHAUSTED),
          Map.entry("credit_limit", FailureKind.QUOTA_EXHAUSTED),
          Map.entry("tokens", FailureKind.RATE_LIMITED),
          Map.entry("requests", FailureKind.RATE_LIMITED),
          Map.entry("rate_limit_error", FailureKind.RATE_LIMITED),
          Map.entry("rate_limit_reached_error", FailureKind.RATE_LIMITED),
          Map.entry("rate_limited", FailureKind.RATE_LIMITED),
          Map.entry("too_many_requests_error", FailureKind.RATE_LIMITED),
          Map.entry("authentication_error", FailureKind.AUTHENTICATION),
          Map.entry("invalid_authentication_error", FailureKind.AUTHENTICATION),
          Map.entry("permission_error", FailureKind.AUTHENTICATION),
          Map.entry("invalid_model", FailureKind.MODEL_NOT_FOUND),
          Map.entry("resource_not_found_error", FailureKind.MODEL_NOT_FOUND),
          Map.entry("too_many_prompt_tokens", FailureKind.CONTEXT_TOO_LONG),
          Map.entry("exceed_context_size_error", FailureKind.CONTEXT_TOO_LONG), // llama.cpp.
          Map.entry("service_tier_capacity_exceeded", FailureKind.OVERLOADED), // Mistral.
          Map.entry("content_filter", FailureKind.CONTENT_FILTERED),
          Map.entry("server_error", FailureKind.UNAVAILABLE),
          Map.entry("service_unavailable_error", FailureKind.OVERLOADED),
          Map.entry("overloaded_error", FailureKind.OVERLOADED),
          Map.entry("engine_overloaded_error", FailureKind.OVERLOADED),
          Map.entry("timeout_error", FailureKind.TIMEOUT));

  /** A phrase of messages without a telling code, in lower case. */
  private record Phrase(String text, FailureKind kind) {}

  /** The first that occurs counts. */
  private static final List<Phrase> PHRASES =
      List.of(
          new Phrase("maximum context length", FailureKind.CONTEXT_TOO_LONG),
          new Phrase("exceeds the context window", FailureKind.CONTEXT_TOO_LONG),
          new Phrase("context length exceeded", FailureKind.CONTEXT_TOO_LONG),
          new Phrase("prompt is too long", FailureKind.CONTEXT_TOO_LONG),
          new Phrase("too large for model with", FailureKind.CONTEXT_TOO_LONG), // Mistral.
          new Phrase("maximum prompt length", FailureKind.CONTEXT_TOO_LONG), // xAI.
          new Phrase("context length is only", FailureKind.CONTEXT_TOO_LONG), // vLLM.
          new Phrase("exceeds the available context size", FailureKind.CONTEXT_TOO_LONG),
          new Phrase("exceeds the maximum number of tokens", FailureKind.CONTEXT_TOO_LONG),
          new Phrase("exceeded model token limit", FailureKind.CONTEXT_TOO_LONG), // Moonshot.
          new Phrase("prompt exceeds max length", FailureKind.CONTEXT_TOO_LONG), // Zhipu.
          new Phrase("`inputs` tokens + `max_new_tokens` must be", FailureKind.CONTEXT_TOO_LONG),
          new Phrase("max allowed tokens per submitted batch", FailureKind.CONTEXT_TOO_LONG),
          new Phrase("insufficient balance", FailureKind.QUOTA_EXHAUSTED),
          new Phrase("used all available credits", FailureKind.QUOTA_EXHAUSTED), // xAI.
          new Phrase("key limit exceeded", FailureKind.QUOTA_EXHAUSTED), // OpenRouter.
          new Phrase("out of call volume quota", FailureKind.QUOTA_EXHAUSTED), // Azure's APIM.
          new Phrase("insufficient credits", FailureKind.QUOTA_EXHAUSTED),
          new Phrase("requires more credits", FailureKind.QUOTA_EXHAUSTED),
          new Phrase("exceeded your current quota", FailureKind.QUOTA_EXHAUSTED),
          new Phrase("billing hard limit", FailureKind.QUOTA_EXHAUSTED),
          new Phrase("credit balance", FailureKind.QUOTA_EXHAUSTED),
          new Phrase("incorrect api key", FailureKind.AUTHENTICATION),
          new Phrase("invalid api key", FailureKind.AUTHENTICATION),
          new Phrase("api key not valid", FailureKind.AUTHENTICATION),
          new Phrase("pass a valid api key", FailureKind.AUTHENTICATION),
          new Phrase("organization must be verified", FailureKind.AUTHENTICATION),
          new Phrase("rate limit reached", FailureKind.RATE_LIMITED),
          new Phrase("does not exist or you do not have access", FailureKind.MODEL_NOT_FOUND),
          new Phrase("is not a valid model id", FailureKind.MODEL_NOT_FOUND),
          new Phrase("invalid model:", FailureKind.MODEL_NOT_FOUND),
          new Phrase("input was flagged", FailureKind.CONTENT_FILTERED),
          new Phrase("violates usage guidelines", FailureKind.CONTENT_FILTERED), // xAI, 403.
          new Phrase("content exists risk", FailureKind.CONTENT_FILTERED), // DeepSeek.
          new Phrase("safety system", FailureKind.CONTENT_FILTERED),
          new Phrase("content management policy", FailureKind.CONTENT_FILTERED),
          new Phrase("currently overloaded", FailureKind.OVERLOADED));

  /** What the provider says comes first; anything after that may be the user's own words. */
  private static final int PHRASES_WITHIN = 400;

  private static final int TOO_LARGE = 413;

  private OpenAiFailures() {}

  /**
   * @param cause what a host behind the host said; null if that is not known
   */
  static FailureKind kind(
      @Nullable String code,
      @Nullable String type,
      String message,
      @Nullable String cause,
      int status) {
    FailureKind kind = code == null ? null : CODES.get(code);
    if (kind == FailureKind.RATE_LIMITED && status == TOO_LARGE) {
      return FailureKind.CONTEXT_TOO_LONG; // At Groq: above the limit by itself, so no wait helps.
    }
    if (kind == null && type != null) {
      kind = TYPES.get(type);
    }
    if (kind == null) {
      kind = byPhrase(message);
    }
    if (kind == null && cause != null) {
      kind = byPhrase(cause);
    }
    return kind == null ? ErrorReply.kindOf(status) : kind;
  }

  private static @Nullable FailureKind byPhrase(String message) {
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
