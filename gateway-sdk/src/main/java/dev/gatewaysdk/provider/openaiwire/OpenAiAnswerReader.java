package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.reply.UsageReported;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what the answers of all operations but chat have in common; the rest is up to each. */
abstract class OpenAiAnswerReader implements ReplyReader {
  private final OpenAiUsageReader usage;
  private @Nullable String id;
  private @Nullable String model;
  private boolean identityIsNew;
  private boolean ended;

  /**
   * @param trail where to note contradictions
   */
  OpenAiAnswerReader(CallTrail trail) {
    this.usage = new OpenAiUsageReader(trail);
  }

  /**
   * Reads a field of the answer; skips it if it means nothing here. What it emits may wait for the
   * fields that follow.
   */
  abstract void field(String name, JsonReader json, Consumer<? super ReplyEvent> out)
      throws IOException;

  /** All fields of a whole answer were read; throws if something essential is missing. */
  void whole(Consumer<? super ReplyEvent> out) {}

  /** What the provider's counts mean for this operation. */
  TokenUsage counted(TokenUsage usage) {
    return usage;
  }

  @Override
  public final void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    read(json, out, true);
    ended = true;
  }

  @Override
  public void event(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    read(json, out, false);
  }

  @Override
  public void sentinel(Consumer<? super ReplyEvent> out) {
    ended = true;
  }

  @Override
  public final boolean ended() {
    return ended;
  }

  private void read(JsonReader json, Consumer<? super ReplyEvent> out, boolean isWhole)
      throws IOException {
    List<ReplyEvent> content = new ArrayList<>(); // Fields may be in any order.
    UsageReported reported = null;
    if (json.peek() == JsonReader.Token.BEGIN_ARRAY) { // Some hosts' lists have nothing around.
      field("data", json, content::add);
    } else {
      reported = fields(json, content::add);
    }
    if (isWhole) {
      whole(content::add);
    }
    if (identityIsNew) {
      identityIsNew = false;
      out.accept(new AnswerStarted(id, model));
    }
    content.forEach(out);
    if (reported != null) {
      out.accept(reported);
    }
  }

  private @Nullable UsageReported fields(JsonReader json, Consumer<? super ReplyEvent> out)
      throws IOException {
    UsageReported reported = null;
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      switch (name) {
        case "id" -> id = identity(json, id);
        case "model" -> model = identity(json, model);
        case "usage" -> reported = usage(json);
        case "error" -> error(json);
        default -> field(name, json, out);
      }
    }
    json.endObject();
    return reported;
  }

  /** The usage; null if there is none in tokens. */
  @Nullable UsageReported usage(JsonReader json) throws IOException {
    ChatEvent.UsageReported reported = usage.read(json);
    return reported == null ? null : new UsageReported(counted(reported.usage()), reported.raw());
  }

  private @Nullable String identity(JsonReader json, @Nullable String known) throws IOException {
    if (known != null || json.peek() != JsonReader.Token.STRING) {
      json.skipValue();
      return known;
    }
    String value = json.nextString();
    if (value.isEmpty()) {
      return null;
    }
    identityIsNew = true;
    return value;
  }

  private static void error(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.NULL) {
      throw OpenAiError.read(json).failure().build();
    }
    json.skipValue();
  }

  /** All that was read is input, which some hosts give as the total alone. */
  static TokenUsage inputOnly(TokenUsage usage) {
    return usage.input() == 0 && usage.output() == 0
        ? new TokenUsage(usage.total(), usage.cacheRead(), 0, 0, 0, usage.total(), false)
        : usage;
  }

  /** Reads each element of an array with its position; nothing if there is no array. */
  static void each(JsonReader json, Element element) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_ARRAY) {
      json.skipValue();
      return;
    }
    json.beginArray();
    for (int position = 0; json.hasNext(); position++) {
      element.read(position);
    }
    json.endArray();
  }

  /** An element of an array. */
  interface Element {
    void read(int position) throws IOException;
  }

  /** A text; null if it is none, or empty. */
  static @Nullable String text(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.STRING) {
      json.skipValue();
      return null;
    }
    String text = json.nextString();
    return text.isEmpty() ? null : text;
  }

  /** A number, which some hosts write as text; null if it is none. */
  static @Nullable Double number(JsonReader json) throws IOException {
    JsonReader.Token token = json.peek();
    if (token == JsonReader.Token.NUMBER || token == JsonReader.Token.STRING) {
      return json.nextDouble();
    }
    json.skipValue();
    return null;
  }
}
