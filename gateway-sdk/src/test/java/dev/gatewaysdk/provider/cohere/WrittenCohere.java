package dev.gatewaysdk.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatMessage;
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

/** A request as it goes over the wire, and what was said of it. Single quotes stand for double. */
record WrittenCohere(RawJson json, List<Adjustment> adjustments) {
  static final String MODEL = "command-a-reasoning-08-2025";

  static ChatRequest.Builder hello() {
    return ChatRequest.builder("endpoint").user("Hi");
  }

  static WrittenCohere of(ChatRequest.Builder request) {
    return of(request, MODEL, false);
  }

  static WrittenCohere of(ChatMessage... messages) {
    return of(ChatRequest.builder("endpoint").messages(List.of(messages)));
  }

  static WrittenCohere of(ChatRequest.Builder request, String model, boolean streamed) {
    List<Adjustment> adjustments = new ArrayList<>();
    Buffer body = new Buffer();
    try {
      new CohereChatWriter(request.build(), model, streamed, adjustments::add)
          .write(JsonWriter.of(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WrittenCohere(RawJson.parse(body.readUtf8()), adjustments);
  }

  static RawJson raw(String text) {
    return RawJson.parse(text.replace('\'', '"'));
  }

  Map<String, @Nullable Object> fields() {
    return json.toMap();
  }

  /** Checks one field of the request. */
  WrittenCohere has(String field, String expected) {
    assertThat(fields()).containsKey(field);
    assertThat(RawJson.of(fields().get(field)).text())
        .isEqualTo(RawJson.of(raw(expected).toJava()).text());
    return this;
  }

  WrittenCohere lacks(String... fields) {
    assertThat(fields()).doesNotContainKeys(fields);
    return this;
  }

  /** Checks the whole of what was said, as {@code KIND subject}. */
  WrittenCohere adjusted(String... expected) {
    assertThat(adjustments)
        .extracting(adjustment -> adjustment.kind() + " " + adjustment.subject())
        .containsExactly(expected);
    return this;
  }
}
