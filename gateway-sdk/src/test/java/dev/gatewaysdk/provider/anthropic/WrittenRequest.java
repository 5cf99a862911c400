package dev.gatewaysdk.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A request as it goes over the wire, and what was said of it. */
record WrittenRequest(RawJson json, List<Adjustment> adjustments) {
  static final String MODEL = "claude-sonnet-4-5";
  private static final AnthropicMaxTokens UNKNOWN = new AnthropicMaxTokens(null, null);

  static WrittenRequest of(ChatRequest request) {
    return of(request, MODEL, false);
  }

  static WrittenRequest of(ChatRequest request, String model, boolean streamed) {
    return of(request, model, streamed, UNKNOWN);
  }

  static WrittenRequest of(
      ChatRequest request, String model, boolean streamed, AnthropicMaxTokens maxTokens) {
    List<Adjustment> adjustments = new ArrayList<>();
    Buffer body = new Buffer();
    try {
      new AnthropicChatWriter(request, model, streamed, maxTokens, adjustments::add)
          .write(JsonWriter.of(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WrittenRequest(RawJson.parse(body.readUtf8()), adjustments);
  }

  Map<String, @Nullable Object> fields() {
    return json.toMap();
  }

  /** Checks one field of the request; single quotes stand for double ones. */
  WrittenRequest has(String field, String expected) {
    assertThat(fields()).containsKey(field);
    assertThat(RawJson.of(fields().get(field)).text())
        .isEqualTo(RawJson.of(parsed(expected)).text());
    return this;
  }

  WrittenRequest lacks(String... fields) {
    assertThat(fields()).doesNotContainKeys(fields);
    return this;
  }

  /** Checks the whole of what was said, as {@code KIND subject}. */
  WrittenRequest adjusted(String... expected) {
    assertThat(adjustments)
        .extracting(adjustment -> adjustment.kind() + " " + adjustment.subject())
        .containsExactly(expected);
    return this;
  }

  private static @Nullable Object parsed(String text) {
    return RawJson.parse(text.replace('\'', '"')).toJava();
  }
}
