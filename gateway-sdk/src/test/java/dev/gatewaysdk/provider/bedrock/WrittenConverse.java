package dev.gatewaysdk.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A request as it goes over the wire, and what was said of it. Single quotes stand for double. */
record WrittenConverse(RawJson json, List<Adjustment> adjustments) {
  static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  static final String NOVA = "us.amazon.nova-lite-v1:0";
  static final String LLAMA = "us.meta.llama4-maverick-17b-instruct-v1:0";
  static final ToolDefinition TOOL =
      ToolDefinition.of("f", "does f", RawJson.of(Map.of("type", "object")));

  static ChatRequest.Builder hello() {
    return ChatRequest.builder("endpoint").user("Hi");
  }

  static WrittenConverse of(ChatRequest.Builder request) {
    return of(request, CLAUDE);
  }

  static WrittenConverse of(ChatMessage... messages) {
    return of(ChatRequest.builder("endpoint").messages(List.of(messages)));
  }

  static WrittenConverse of(ChatRequest.Builder request, String model) {
    List<Adjustment> adjustments = new ArrayList<>();
    Buffer body = new Buffer();
    try {
      new ConverseWriter(request.build(), model, adjustments::add).write(JsonWriter.of(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WrittenConverse(RawJson.parse(body.readUtf8()), adjustments);
  }

  static ChatMessage user(ContentPart... parts) {
    return ChatMessage.user(List.of(parts));
  }

  static ChatMessage assistant(ContentPart... parts) {
    return ChatMessage.assistant(List.of(parts));
  }

  static ContentPart text(String text) {
    return new ContentPart.Text(text);
  }

  static ContentPart call(String id) {
    return ContentPart.ToolCall.of(id, "f", "{}");
  }

  static RawJson raw(String text) {
    return RawJson.parse(text.replace('\'', '"'));
  }

  Map<String, @Nullable Object> fields() {
    return json.toMap();
  }

  /** Checks one field of the request. */
  WrittenConverse has(String field, String expected) {
    assertThat(fields()).containsKey(field);
    assertThat(RawJson.of(fields().get(field)).text())
        .isEqualTo(RawJson.of(raw(expected).toJava()).text());
    return this;
  }

  WrittenConverse lacks(String... fields) {
    assertThat(fields()).doesNotContainKeys(fields);
    return this;
  }

  /** Checks the whole of what was said, as {@code KIND subject}. */
  WrittenConverse adjusted(String... expected) {
    assertThat(adjustments)
        .extracting(adjustment -> adjustment.kind() + " " + adjustment.subject())
        .containsExactly(expected);
    return this;
  }
}
