package dev.gatewaysdk.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.ServedBy;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallRecordJsonTest {
  @Test
  void writesAllKeysInTheOrderOfTheColumns() throws IOException {
    Caller caller =
        Caller.builder()
            .user("ann")
            .project("churn")
            .organizations("research", "data-science")
            .environment("production")
            .build();
    CallRecord call =
        new CallRecord.Builder("req-1", Operation.CHAT, caller)
            .providerRequestId("prov-1")
            .time(1_772_366_400_123L, 1_234_500_000L, 321_499_999L)
            .endpoint("support")
            .streamed(true)
            .target(new ServedBy("openai-prod", "gpt-4o"), "gpt-4o-2024-08-06")
            .outcome(CallRecord.Status.TRUNCATED, 502, FailureKind.MALFORMED_REPLY)
            .usage(new TokenUsage(100, 40, 10, 50, 20, 150, true), new Cost(4_200_000, true))
            .attempts(2)
            .tags(Map.of("team", "platform", "cost-centre", "7"))
            .build();

    assertThat(line(call))
        .isEqualTo(
            "{\"request_id\":\"req-1\",\"provider_request_id\":\"prov-1\","
                + "\"timestamp_ms\":1772366400123,\"user\":\"ann\",\"project\":\"churn\","
                + "\"organization\":\"data-science,research\",\"environment\":\"production\","
                + "\"endpoint\":\"support\",\"variant\":null,\"operation\":\"chat\","
                + "\"streamed\":true,\"provider\":\"openai-prod\",\"model\":\"gpt-4o\","
                + "\"response_model\":\"gpt-4o-2024-08-06\",\"status\":\"truncated\","
                + "\"status_code\":502,\"failure_kind\":\"malformed_reply\","
                + "\"input_tokens\":100,\"cache_read_tokens\":40,\"cache_write_tokens\":10,"
                + "\"output_tokens\":50,\"reasoning_tokens\":20,\"estimated\":true,"
                + "\"cost_usd\":0.0000042,\"execution_time_ms\":1235,\"first_token_ms\":321,"
                + "\"attempts\":2,\"cache_hit\":false,"
                + "\"tags\":{\"cost-centre\":\"7\",\"team\":\"platform\"}}\n");
  }

  @Test
  void writesNullForWhatIsNotKnown() throws IOException {
    CallRecord call =
        new CallRecord.Builder("req-1", Operation.CHAT, Caller.anonymous())
            .outcome(CallRecord.Status.REFUSED, 404, null)
            .build();

    Map<String, Object> json = RawJson.parse(line(call)).toMap();

    assertThat(json).hasSize(29);
    assertThat(json.entrySet().stream().filter(e -> e.getValue() == null).map(Map.Entry::getKey))
        .containsExactly(
            "provider_request_id",
            "user",
            "project",
            "organization",
            "environment",
            "endpoint",
            "variant",
            "provider",
            "model",
            "response_model",
            "failure_kind",
            "input_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "output_tokens",
            "reasoning_tokens",
            "estimated",
            "cost_usd",
            "first_token_ms");
  }

  @Test
  void tellsACostOfZeroFromAnUnknownOne() throws IOException {
    TokenUsage usage = TokenUsage.of(1, 1);

    assertThat(line(Records.call("a", Caller.anonymous()).usage(usage, new Cost(0, false)).build()))
        .contains("\"cost_usd\":0,");
    assertThat(line(Records.call("b", Caller.anonymous()).usage(usage, null).build()))
        .contains("\"cost_usd\":null,");
  }

  @Test
  void writesCostsExactlyAndWithoutAnExponent() throws IOException {
    Cost least = new Cost(1, false);
    Cost most = new Cost(Long.MAX_VALUE, false);

    assertThat(line(Records.call("a", Caller.anonymous()).usage(null, least).build()))
        .contains("\"cost_usd\":0.000000000001,");
    assertThat(line(Records.call("b", Caller.anonymous()).usage(null, most).build()))
        .contains("\"cost_usd\":9223372.036854775807,");
  }

  @Test
  void staysOneLineWhateverProvidersAndTagsHold() throws IOException {
    String nasty = "a\r\nb\"c\\d\u2028e\u0000f\ud83d\ude00g\tÄ";
    CallRecord call =
        Records.call("req-1", Caller.anonymous())
            .providerRequestId(nasty)
            .target(new ServedBy("p", "m"), nasty)
            .tags(Map.of(nasty, nasty))
            .build();

    String line = line(call);

    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    assertThat(line).doesNotContain("\r", "\u2028", "\u0000");
    Map<String, Object> json = RawJson.parse(line).toMap();
    assertThat(json)
        .containsEntry("provider_request_id", nasty)
        .containsEntry("response_model", nasty);
    assertThat(json.get("tags")).isEqualTo(Map.of(nasty, nasty));
  }

  private static String line(CallRecord call) throws IOException {
    return new String(CallRecordJson.line(call), StandardCharsets.UTF_8);
  }
}
