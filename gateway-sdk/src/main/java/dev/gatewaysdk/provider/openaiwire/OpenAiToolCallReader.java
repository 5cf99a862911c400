package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ToolCall.Type;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tool calls of one choice, and tells which call each piece belongs to: by its index; but
 * some hosts leave that out, or give it as 0 for all calls, so that a new id means a new call.
 */
final class OpenAiToolCallReader {
  private static final int NO_INDEX = -1;
  private static final int LEGACY_INDEX = -2;
  private static final int MADE_UP_WITHIN = 24; // OpenAI takes ids of 40 characters.

  private static final JsonReader.Options FIELDS =
      JsonReader.Options.of("index", "id", "type", "function", "custom", "extra_content");
  private static final JsonReader.Options FUNCTION_FIELDS =
      JsonReader.Options.of("name", "arguments", "input");

  /** A call that has begun. */
  private record Begun(int wireIndex, @Nullable String id, Type type) {}

  private final int choice;
  private final String format;
  private final String callId;
  private final List<Begun> calls = new ArrayList<>(2);
  private @Nullable String name;
  private String arguments = "";

  /**
   * @param format whose the states are
   * @param callId to make up ids from, where the host gives none: results need them
   */
  OpenAiToolCallReader(int choice, String format, String callId) {
    this.choice = choice;
    this.format = format;
    this.callId = callId;
  }

  /** Whether no call was read. */
  boolean isEmpty() {
    return calls.isEmpty();
  }

  /**
   * @param whole whether each item is a call of its own
   */
  void readArray(JsonReader json, Consumer<? super ChatEvent> out, boolean whole)
      throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return;
    }
    if (json.peek() == JsonReader.Token.BEGIN_OBJECT) {
      readItem(json, out, whole);
      return;
    }
    json.beginArray();
    while (json.hasNext()) {
      readItem(json, out, whole);
    }
    json.endArray();
  }

  /** OpenAI's first form: a single call, without an id. */
  void readLegacy(JsonReader json, Consumer<? super ChatEvent> out) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return;
    }
    name = null;
    arguments = "";
    if (readFunction(json)) {
      emit(LEGACY_INDEX, null, Type.LEGACY_FUNCTION, null, false, out);
    }
  }

  private void readItem(JsonReader json, Consumer<? super ChatEvent> out, boolean whole)
      throws IOException {
    int index = NO_INDEX;
    String id = null;
    Type type = Type.FUNCTION;
    ProviderState state = null;
    name = null;
    arguments = "";
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(FIELDS)) {
        case 0 -> index = index(json);
        case 1 -> id = emptyToNull(text(json));
        case 2 -> type = "custom".equals(text(json)) ? Type.CUSTOM : type;
        case 3 -> readFunction(json);
        case 4 -> type = readFunction(json) ? Type.CUSTOM : type;
        case 5 -> {
          RawJson raw = OpenAiChoiceReader.raw(json);
          state = raw == null ? null : new ProviderState(format, raw);
        }
        default -> OpenAiReplyReader.skipField(json);
      }
    }
    json.endObject();
    emit(index, id, type, state, whole, out);
  }

  private static int index(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return NO_INDEX;
    }
    return json.nextInt();
  }

  /** Whether there is anything in it: some hosts write every form, and leave all but one empty. */
  private boolean readFunction(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return false;
    }
    String newName = null;
    String newArguments = "";
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(FUNCTION_FIELDS)) {
        case 0 -> newName = emptyToNull(text(json));
        case 1, 2 -> newArguments = text(json);
        default -> OpenAiReplyReader.skipField(json);
      }
    }
    json.endObject();
    if (newName == null && newArguments.isEmpty()) {
      return false;
    }
    name = newName;
    arguments = newArguments;
    return true;
  }

  private void emit(
      int wireIndex,
      @Nullable String id,
      Type type,
      @Nullable ProviderState state,
      boolean fresh,
      Consumer<? super ChatEvent> out) {
    int index = fresh ? -1 : find(wireIndex, id);
    if (index >= 0) {
      Begun call = calls.get(index);
      out.accept(
          new ChatEvent.ToolCallDelta(choice, index, null, null, arguments, call.type, state));
      return;
    }
    int next = calls.size();
    calls.add(new Begun(wireIndex, id, type));
    String known = id == null && type != Type.LEGACY_FUNCTION ? madeUp(next) : id;
    out.accept(new ChatEvent.ToolCallDelta(choice, next, known, name, arguments, type, state));
  }

  /** The same each time that the answer is read, and another one in each answer. */
  private String madeUp(int index) {
    String call = callId.substring(0, Math.min(callId.length(), MADE_UP_WITHIN));
    return "call_" + call + (choice == 0 ? "" : "_" + choice) + "_" + index;
  }

  /** The call that a piece goes on with; -1 if it begins one. */
  private int find(int wireIndex, @Nullable String id) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      Begun call = calls.get(i);
      if (wireIndex == NO_INDEX && call.wireIndex != LEGACY_INDEX) {
        if (id == null ? name == null : id.equals(call.id)) {
          return i;
        }
      } else if (wireIndex == call.wireIndex) {
        return id == null || call.id == null || id.equals(call.id) ? i : -1;
      }
    }
    return -1;
  }

  /** Text, or JSON that some hosts do not wrap into text; empty for null. */
  private static String text(JsonReader json) throws IOException {
    return switch (json.peek()) {
      case STRING -> json.nextString();
      case NULL -> {
        json.skipValue();
        yield "";
      }
      default -> RawJson.read(json).text();
    };
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
