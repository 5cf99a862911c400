package dev.gatewaysdk.usage;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.ServedBy;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A record as one line of JSON: every key is there, and null is what is not known. */
final class CallRecordJson {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private CallRecordJson() {}

  /** The line, its end included; line breaks inside of values are escaped. */
  static byte[] line(CallRecord call) {
    JsonBody body = writer -> write(writer, call);
    byte[] json = body.bytes();
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  private static void write(JsonWriter writer, CallRecord call) throws IOException {
    writer.beginObject();
    call(writer, call);
    caller(writer, call);
    what(writer, call);
    outcome(writer, call);
    usage(writer, call.usage(), call.cost());
    course(writer, call);
    tags(writer, call.tags());
    writer.endObject();
  }

  private static void call(JsonWriter writer, CallRecord call) throws IOException {
    writer.name("request_id").value(call.requestId());
    writer.name("provider_request_id").value(call.providerRequestId());
    writer.name("timestamp_ms").value(call.timestampMillis());
  }

  private static void caller(JsonWriter writer, CallRecord call) throws IOException {
    Caller caller = call.caller();
    writer.name("user").value(caller.user());
    writer.name("project").value(caller.project());
    writer
        .name("organization")
        .value(
            caller.organizations().isEmpty()
                ? null
                : String.join(",", caller.organizations().stream().sorted().toList()));
    writer.name("environment").value(caller.environment());
  }

  private static void what(JsonWriter writer, CallRecord call) throws IOException {
    ServedBy target = call.target();
    writer.name("endpoint").value(call.endpoint());
    writer.name("variant").nullValue(); // Endpoints have no variants yet.
    writer.name("operation").value(call.operation().wireName());
    writer.name("streamed").value(call.streamed());
    writer.name("provider").value(target == null ? null : target.provider());
    writer.name("model").value(target == null ? null : target.model());
    writer.name("response_model").value(call.responseModel());
  }

  private static void outcome(JsonWriter writer, CallRecord call) throws IOException {
    FailureKind failure = call.failureKind();
    writer.name("status").value(call.status().wireName());
    writer.name("status_code").value(call.statusCode());
    writer
        .name("failure_kind")
        .value(failure == null ? null : failure.name().toLowerCase(Locale.ROOT));
  }

  private static void usage(JsonWriter writer, @Nullable TokenUsage usage, @Nullable Cost cost)
      throws IOException {
    writer.name("input_tokens").value(usage == null ? null : usage.input());
    writer.name("cache_read_tokens").value(usage == null ? null : usage.cacheRead());
    writer.name("cache_write_tokens").value(usage == null ? null : usage.cacheWrite());
    writer.name("output_tokens").value(usage == null ? null : usage.output());
    writer.name("reasoning_tokens").value(usage == null ? null : usage.reasoning());
    writer.name("estimated").value(usage == null ? null : usage.estimated());
    writer.name("cost_usd");
    if (cost == null) {
      writer.nullValue();
    } else {
      RawJson.parse(plain(cost)).write(writer); // Without the exponent of a BigDecimal.
    }
  }

  private static void course(JsonWriter writer, CallRecord call) throws IOException {
    writer.name("execution_time_ms").value(millis(call.executionNanos()));
    writer
        .name("first_token_ms")
        .value(call.firstTokenNanos() < 0 ? null : millis(call.firstTokenNanos()));
    writer.name("attempts").value(call.attempts());
    writer.name("cache_hit").value(false); // There is no cache yet.
  }

  private static void tags(JsonWriter writer, Map<String, String> tags) throws IOException {
    writer.name("tags").beginObject();
    for (Map.Entry<String, String> tag :
        (tags.size() < 2 ? tags : new TreeMap<>(tags)).entrySet()) {
      writer.name(tag.getKey()).value(tag.getValue());
    }
    writer.endObject();
  }

  private static String plain(Cost cost) {
    return cost.picoUsd() == 0 ? "0" : cost.usd().stripTrailingZeros().toPlainString();
  }

  private static Long millis(long nanos) {
    return (nanos + NANOS_PER_MILLI / 2) / NANOS_PER_MILLI;
  }
}
