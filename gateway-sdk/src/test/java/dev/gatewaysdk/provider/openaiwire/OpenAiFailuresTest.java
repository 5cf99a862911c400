package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.ReplyHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiFailuresTest {
  private record Row(int status, String code, String type, String message, FailureKind kind) {}

  private static Row row(int status, String code, String type, String message, FailureKind kind) {
    return new Row(status, code, type, message, kind);
  }

  static Stream<Row> rows() {
    String invalid = "invalid_request_error";
    return Stream.of(
        row(429, "rate_limit_exceeded", "tokens", "Rate limit reached", FailureKind.RATE_LIMITED),
        row(429, null, "requests", "", FailureKind.RATE_LIMITED),
        row(429, null, null, "slow", FailureKind.RATE_LIMITED),
        row(400, null, null, "Rate limit reached for gpt-4o", FailureKind.RATE_LIMITED),
        row(429, "insufficient_quota", "insufficient_quota", "", FailureKind.QUOTA_EXHAUSTED),
        row(429, null, "insufficient_quota", "", FailureKind.QUOTA_EXHAUSTED),
        row(429, null, null, "You exceeded your current quota", FailureKind.QUOTA_EXHAUSTED),
        row(400, "billing_hard_limit_reached", invalid, "", FailureKind.QUOTA_EXHAUSTED),
        row(402, null, null, "", FailureKind.QUOTA_EXHAUSTED),
        row(401, "invalid_api_key", invalid, "Incorrect API key", FailureKind.AUTHENTICATION),
        row(400, null, invalid, "Incorrect API key provided", FailureKind.AUTHENTICATION),
        row(401, null, invalid, "You must be a member", FailureKind.AUTHENTICATION),
        row(
            400,
            "unsupported_value",
            invalid,
            "Your organization must be verified to stream this model.",
            FailureKind.AUTHENTICATION),
        row(403, "unsupported_country_region_territory", "x", "", FailureKind.AUTHENTICATION),
        row(404, "model_not_found", invalid, "", FailureKind.MODEL_NOT_FOUND),
        row(400, "model_not_found", invalid, "", FailureKind.MODEL_NOT_FOUND),
        row(404, "unknown_url", invalid, "Unknown request URL", FailureKind.MODEL_NOT_FOUND),
        row(400, "context_length_exceeded", invalid, "", FailureKind.CONTEXT_TOO_LONG),
        row(
            400,
            null,
            invalid,
            "This model's maximum context length is 8192 tokens",
            FailureKind.CONTEXT_TOO_LONG),
        row(400, "content_policy_violation", null, "", FailureKind.CONTENT_FILTERED),
        row(400, "invalid_prompt", invalid, "flagged", FailureKind.CONTENT_FILTERED),
        row(400, null, null, "rejected by our safety system", FailureKind.CONTENT_FILTERED),
        row(500, "server_error", "server_error", "", FailureKind.UNAVAILABLE),
        row(500, null, null, "", FailureKind.UNAVAILABLE),
        row(502, null, null, "", FailureKind.UNAVAILABLE),
        row(409, null, null, "", FailureKind.UNAVAILABLE),
        row(503, "slow_down", "x", "", FailureKind.OVERLOADED),
        row(503, null, null, "", FailureKind.OVERLOADED),
        row(529, null, null, "", FailureKind.OVERLOADED),
        row(500, null, null, "The model is currently overloaded", FailureKind.OVERLOADED),
        row(504, null, null, "", FailureKind.TIMEOUT),
        row(408, null, null, "", FailureKind.TIMEOUT),
        row(400, "unsupported_value", invalid, "", FailureKind.INVALID_REQUEST),
        row(422, null, null, "", FailureKind.INVALID_REQUEST),
        row(400, "tool_use_failed", invalid, "Failed to call", FailureKind.MALFORMED_REPLY),
        row(400, "json_validate_failed", invalid, "Failed JSON", FailureKind.MALFORMED_REPLY),
        row(413, "rate_limit_exceeded", "tokens", "TPM", FailureKind.CONTEXT_TOO_LONG));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readsTheKindFromCodeTypeMessageAndStatusInThisOrder(Row row) {
    assertThat(OpenAiFailures.kind(row.code, row.type, row.message, null, row.status))
        .isEqualTo(row.kind);
  }

  @Test
  void everyKindThatAProviderCanReportHasARow() {
    Set<FailureKind> rows = rows().map(Row::kind).collect(Collectors.toSet());

    assertThat(Arrays.stream(FailureKind.values()).filter(kind -> !rows.contains(kind))).isEmpty();
  }

  /** The words of each host, shortened; what its status or type says would mislead. */
  static Stream<Row> hosts() {
    FailureKind tooLong = FailureKind.CONTEXT_TOO_LONG;
    FailureKind filtered = FailureKind.CONTENT_FILTERED;
    FailureKind quota = FailureKind.QUOTA_EXHAUSTED;
    return Stream.of(
        row(400, "x", null, "This model's maximum prompt length is 131072 but", tooLong),
        row(
            400,
            "400",
            "BadRequestError",
            "However, the model's context length is only 9",
            tooLong),
        row(400, "400", "exceed_context_size_error", "", tooLong),
        row(400, "400", "INVALID_ARGUMENT", "(9) exceeds the maximum number of tokens", tooLong),
        row(400, null, "invalid_request_error", "exceeded model token limit: 8192", tooLong),
        row(400, "1261", null, "Prompt exceeds max length", tooLong),
        row(422, null, "x", "`inputs` tokens + `max_new_tokens` must be <= 4096", tooLong),
        row(400, null, null, "The max allowed tokens per submitted batch is 9", tooLong),
        row(403, "no permission", null, "Content violates usage guidelines.", filtered),
        row(400, "invalid_request_error", null, "Content Exists Risk", filtered),
        row(400, "contentFilter", null, "", filtered),
        row(400, "data_inspection_failed", null, "", filtered),
        row(403, "x", null, "Your team has either used all available credits or", quota),
        row(403, "403", null, "Key limit exceeded (total limit)", quota),
        row(403, "403", null, "Out of call volume quota.", quota),
        row(429, "3505", "service_tier_capacity_exceeded", "", FailureKind.OVERLOADED),
        row(400, "OperationNotSupported", null, "", FailureKind.MODEL_NOT_FOUND));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void knowsTheWordsOfOtherHosts(Row row) {
    readsTheKindFromCodeTypeMessageAndStatusInThisOrder(row);
  }

  @ParameterizedTest
  @CsvSource({
    "Please retry after 6 seconds., 6000",
    "Rate limit is exceeded. Try again in 13 seconds., 13000",
    "please try again in 1m2s, 62000",
  })
  void readsHintsInTheWordsOfAzure(String message, long millis) {
    assertThat(error(429, "{\"message\":\"" + message + "\"}", null).retryAfter())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void saysWhereAFieldIsNotTaken() {
    String detail =
        "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"messages\",0,\"foo\"],"
            + "\"msg\":\"Extra inputs are not permitted\"}]}";
    for (String body :
        new String[] {detail, "{\"message\":" + detail + ",\"type\":\"t\",\"param\":null}"}) {
      ProviderException failure = error(422, body, null);

      assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
      assertThat(failure.parameter()).isEqualTo("messages.0.foo");
      assertThat(failure).hasMessageContaining("Extra inputs are not permitted");
    }
  }

  @Test
  void aPromptThatIsEchoedLaterDecidesNothing() {
    String echoed = "Invalid value: '" + "x".repeat(400) + " maximum context length'";

    assertThat(OpenAiFailures.kind(null, "invalid_request_error", echoed, null, 400))
        .isEqualTo(FailureKind.INVALID_REQUEST);
  }

  private static ProviderException error(int status, String body, Duration retryAfter) {
    ErrorReply reply = new ErrorReply(status, ReplyHeaders.of(Map.of()), body, retryAfter, "req-1");
    return new OpenAiDialect("x-request-id").error(reply).build();
  }

  @Test
  void keepsWhatTheProviderSays() {
    ProviderException e =
        error(
            400,
            "{\"error\":{\"message\":\"Bad n.\",\"type\":\"t\",\"param\":\"n\",\"code\":400}}",
            null);

    assertThat(e.providerMessage()).isEqualTo("Bad n.");
    assertThat(e.providerType()).isEqualTo("t");
    assertThat(e.parameter()).isEqualTo("n");
    assertThat(e.providerCode()).isEqualTo("400");
    assertThat(e.providerStatus()).isEqualTo(400);
    assertThat(e.providerRequestId()).isEqualTo("req-1");
  }

  @Test
  void readsOtherFormsOfErrors() {
    assertThat(error(400, "{\"error\":\"no\"}", null).providerMessage()).isEqualTo("no");
    assertThat(error(400, "{\"detail\":\"no\"}", null).providerMessage()).isEqualTo("no");
    assertThat(error(400, "{\"error\":null,\"message\":\"no\"}", null).providerMessage())
        .isEqualTo("no");
    assertThat(error(503, "<h1>Busy</h1>", null).kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(error(503, "<h1>Busy</h1>", null)).hasMessageContaining("<h1>Busy</h1>");
    assertThat(error(429, "{}", null).kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(error(500, "", null)).hasMessageContaining("no error body");
    assertThat(error(500, "{\"error\":", null).kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404 | [{'error':{'code':404,'message':'no','status':'NOT_FOUND'}}] | MODEL_NOT_FOUND",
        "400 | [{'error':{'message':'API key not valid.'}}] | AUTHENTICATION",
        "422 | {'detail':[{'loc':['body','n'],'msg':'no','type':'missing'}]} | INVALID_REQUEST",
        "400 | {'object':'error','message':'no','type':'invalid_model'} | MODEL_NOT_FOUND",
        "400 | {'code':'Client specified an invalid argument','error':'no'} | INVALID_REQUEST",
        "400 | {'error':{'message':'x is not a valid model ID','code':400}} | MODEL_NOT_FOUND",
        "402 | {'error':{'message':'Insufficient Balance'}} | QUOTA_EXHAUSTED",
        "400 | {'error':{'message':'no','type':'too_many_prompt_tokens','code':400}}"
            + " | CONTEXT_TOO_LONG",
        "400 | {'error':{'message':'no','code':'model_decommissioned'}} | MODEL_NOT_FOUND",
        "498 | {'error':{'message':'no','code':'capacity_exceeded'}} | OVERLOADED",
        "404 | {'errors':[{'message':'no','code':7003}]} | MODEL_NOT_FOUND",
        "401 | {'error':{'message':'no','type':'authentication_error',"
            + "'code':'invalid_request_error'}} | AUTHENTICATION"
      })
  void readsTheFormsOfOtherHosts(int status, String body, FailureKind kind) {
    ProviderException e = error(status, body.replace('\'', '"'), null);

    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e.providerMessage()).doesNotContain("{");
  }

  @Test
  void whatAHostBehindTheHostSaysCounts() {
    String body =
        "{\"error\":{\"message\":\"Provider returned error\",\"code\":400,\"metadata\":"
            + "{\"raw\":\"maximum context length is 8192\",\"provider_name\":\"X\"}}}";

    ProviderException e = error(400, body, null);

    assertThat(e.kind()).isEqualTo(FailureKind.CONTEXT_TOO_LONG);
    assertThat(e.providerMessage()).isEqualTo("Provider returned error");
  }

  @Test
  void theHintInTheMessageCountsWhereNoHeaderDoes() {
    String body =
        "{\"error\":{\"message\":\"Rate limit reached. Please try again in 1.5s. See …\","
            + "\"code\":\"rate_limit_exceeded\"}}";

    assertThat(error(429, body, null).retryAfter()).isEqualTo(Duration.ofMillis(1500));
    assertThat(error(429, body, Duration.ofSeconds(9)).retryAfter())
        .isEqualTo(Duration.ofSeconds(9));
  }
}
