package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One candidate of an answer: its parts become events, piece by piece. */
final class GeminiCandidate {
  private static final JsonReader.Options PART =
      JsonReader.Options.of("text", "thought", GeminiParts.SIGNATURE, "functionCall");
  private static final JsonReader.Options CALL = JsonReader.Options.of("id", "name", "args");

  /** What describes a part, but is none. */
  private static final Set<String> ASIDE =
      Set.of("partMetadata", "videoMetadata", "mediaResolution");

  private static final RawJson NO_ARGUMENTS = RawJson.parse("{}");

  private final int index;
  private final GeminiFlavor flavor;
  private final ToolNames names;
  private final Map<String, RawJson> reported = new LinkedHashMap<>(0);
  private int calls;
  private @Nullable String finishReason;

  GeminiCandidate(int index, GeminiFlavor flavor, ToolNames names) {
    this.index = index;
    this.flavor = flavor;
    this.names = names;
  }

  /** Notes a field that is reported at the end; the last one of a name counts. */
  void report(String name, RawJson value) {
    reported.put(name, value);
  }

  /** Notes why it stopped; a later word that says nothing changes nothing. */
  void stopped(@Nullable String word) {
    finishReason = GeminiFinish.isUnset(word) ? finishReason : word;
  }

  boolean finished() {
    return finishReason != null;
  }

  void logprobs(RawJson result, Consumer<? super ReplyEvent> out) {
    Logprobs tokens = GeminiLogprobs.of(result);
    if (tokens != null) {
      out.accept(new ChatEvent.LogprobsDelta(index, tokens));
    }
  }

  /** Emits what is said at the end of an answer. */
  void finish(Consumer<? super ReplyEvent> out) {
    String place = index == 0 ? "" : "candidates[" + index + "].";
    reported.forEach((name, value) -> out.accept(new ChatEvent.FieldReported(place + name, value)));
    out.accept(
        new ChatEvent.Finished(
            index, GeminiFinish.of(finishReason, calls > 0, flavor), finishReason, null));
  }

  /** Reads a {@code content}, which has no parts if it was blocked. */
  void content(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (!WireJson.enterObject(json)) {
      return;
    }
    while (json.hasNext()) {
      if (json.nextName().equals("parts") && json.peek() == JsonReader.Token.BEGIN_ARRAY) {
        json.beginArray();
        while (json.hasNext()) {
          part(json, out);
        }
        json.endArray();
      } else {
        json.skipValue();
      }
    }
    json.endObject();
  }

  private void part(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    String text = null;
    boolean thought = false;
    RawJson signature = null;
    RawJson call = null;
    Map<String, @Nullable Object> others = null;
    String type = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(PART)) {
        case 0 -> text = WireJson.text(json);
        case 1 ->
            thought = json.peek() == JsonReader.Token.BOOLEAN ? json.nextBoolean() : skip(json);
        case 2 -> signature = signature(json);
        case 3 -> call = WireJson.raw(json);
        default -> {
          others = others == null ? new LinkedHashMap<>(2) : others;
          String name = json.nextName();
          type = type == null && !ASIDE.contains(name) ? name : type;
          others.put(name, WireJson.raw(json));
        }
      }
    }
    json.endObject();
    ProviderState state =
        signature == null ? null : new ProviderState(GeminiWire.FORMAT, signature);
    if (call != null) {
      call(call, state, out);
    } else if (type != null && others != null) {
      block(type, others, thought, signature, out);
    } else {
      text(text == null ? "" : text, thought, state, out);
    }
  }

  private static boolean skip(JsonReader json) throws IOException {
    json.skipValue();
    return false;
  }

  private static @Nullable RawJson signature(JsonReader json) throws IOException {
    String text = WireJson.text(json);
    return text == null || text.isEmpty() ? null : RawJson.of(text);
  }

  private void text(
      String text,
      boolean thought,
      @Nullable ProviderState state,
      Consumer<? super ReplyEvent> out) {
    if (text.isEmpty() && state == null) {
      return;
    }
    out.accept(
        thought
            ? new ChatEvent.ReasoningDelta(index, text, state)
            : new ChatEvent.TextDelta(index, text, state));
  }

  /** Code that Google ran, its result, pictures: all that is neither text nor a call. */
  private void block(
      String type,
      Map<String, @Nullable Object> fields,
      boolean thought,
      @Nullable RawJson signature,
      Consumer<? super ReplyEvent> out) {
    if (thought) {
      fields.put("thought", true);
    }
    if (signature != null) {
      fields.put(GeminiParts.SIGNATURE, signature);
    }
    ProviderBlock block = new ProviderBlock(GeminiWire.FORMAT, type, RawJson.of(fields));
    out.accept(new ChatEvent.BlockAdded(index, block));
  }

  /** A call comes in one piece; the id, which it mostly lacks, is made up where it is emitted. */
  private void call(RawJson call, @Nullable ProviderState state, Consumer<? super ReplyEvent> out)
      throws IOException {
    String id = null;
    String name = "";
    RawJson arguments = NO_ARGUMENTS;
    JsonReader json = JsonBody.reader(call.text());
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(CALL)) {
        case 0 -> id = WireJson.text(json);
        case 1 -> name = String.valueOf(WireJson.text(json));
        case 2 -> {
          boolean object = json.peek() == JsonReader.Token.BEGIN_OBJECT;
          RawJson value = RawJson.read(json);
          arguments = object ? value : arguments;
        }
        default -> WireJson.skipField(json);
      }
    }
    out.accept(
        new ChatEvent.ToolCallDelta(
            index,
            calls++,
            id == null || id.isEmpty() ? null : id,
            names.toCaller(name),
            arguments.text(),
            ToolCall.Type.FUNCTION,
            state));
  }
}
