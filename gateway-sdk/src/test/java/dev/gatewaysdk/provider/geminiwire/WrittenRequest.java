package dev.gatewaysdk.provider.geminiwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okio.Buffer;

/** A request as it goes over the wire, and what was said of it. */
record WrittenRequest(RawJson json, List<Adjustment> adjustments) {
  static final String MODEL = "gemini-2.5-flash";

  static WrittenRequest of(ChatRequest.Builder request) {
    return of(request, MODEL);
  }

  static WrittenRequest of(ChatRequest.Builder request, String model) {
    return of(request.build(), model, GeminiFlavor.GEMINI);
  }

  static WrittenRequest of(ChatRequest request, String model, GeminiFlavor flavor) {
    List<Adjustment> adjustments = new ArrayList<>();
    Buffer body = new Buffer();
    try {
      ToolNames names = GeminiToolNames.of(request, adjustments::add);
      new GeminiChatWriter(request, GeminiModel.of(model), flavor, names, adjustments::add)
          .write(JsonWriter.of(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WrittenRequest(RawJson.parse(body.readUtf8()), adjustments);
  }

  Map<String, Object> fields() {
    return json.toMap();
  }

  /** Checks one field of the request; single quotes stand for double ones. */
  WrittenRequest has(String field, String expected) {
    assertThat(fields()).containsKey(field);
    assertThat(RawJson.of(fields().get(field)).text())
        .isEqualTo(RawJson.of(RawJson.parse(expected.replace('\'', '"')).toJava()).text());
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
}
