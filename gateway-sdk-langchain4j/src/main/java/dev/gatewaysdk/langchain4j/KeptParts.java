package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import dev.langchain4j.data.message.AiMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in an attribute of an answer what LangChain4j has no place for, so that the answer goes
 * back to its provider as it came: the order of its parts, signatures of thoughts, encrypted
 * thoughts, blocks that only the provider understands.
 *
 * <p>The attribute is a text of JSON, so that memories that are stored as JSON keep it. It counts
 * only as long as the message says what it said: one that was edited goes as it reads.
 */
final class KeptParts {
  static final String ATTRIBUTE = "gateway_parts";

  private KeptParts() {}

  /** The attributes of an answer; null if LangChain4j's own fields say all of it. */
  static @Nullable Map<String, Object> attributes(ChatMessage answer) {
    if (isPlain(answer.parts())) {
      return null;
    }
    List<Object> parts = new ArrayList<>(answer.parts().size());
    for (ContentPart part : answer.parts()) {
      Map<String, @Nullable Object> json = write(part);
      if (json != null) {
        parts.add(json);
      }
    }
    try {
      return Map.of(ATTRIBUTE, RawJson.of(parts).text());
    } catch (IllegalArgumentException e) { // Half a surrogate pair, which nobody would take back.
      return null;
    }
  }

  /** Thoughts, then text, then calls, each as LangChain4j would write them down. */
  private static boolean isPlain(List<ContentPart> parts) {
    int last = 0;
    for (ContentPart part : parts) {
      int now = place(part);
      if (now == 0 || now < last || (now == last && now < 3)) {
        return false;
      }
      last = now;
    }
    return true;
  }

  /** Where it stands in a plain answer; 0 if it does not. */
  private static int place(ContentPart part) {
    if (part instanceof Reasoning thought) {
      return thought.state() == null ? 1 : 0;
    }
    if (part instanceof Text text) {
      return text.state() == null ? 2 : 0;
    }
    return part instanceof ToolCall call
            && call.state() == null
            && call.type() == ToolCall.Type.FUNCTION
        ? 3
        : 0;
  }

  /** The parts that were kept of an answer; null if there are none, or it was edited since. */
  static @Nullable List<ContentPart> of(AiMessage answer) {
    if (!(answer.attributes().get(ATTRIBUTE) instanceof String text)) {
      return null;
    }
    List<ContentPart> parts = read(text);
    if (parts == null) {
      return null;
    }
    AiMessage kept = GatewayAnswers.message(ChatMessage.assistant(parts), null);
    boolean same =
        textOf(kept.text()).equals(textOf(answer.text()))
            && textOf(kept.thinking()).equals(textOf(answer.thinking()))
            && kept.toolExecutionRequests().equals(answer.toolExecutionRequests());
    return same ? parts : null;
  }

  private static String textOf(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable Map<String, @Nullable Object> write(ContentPart part) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (part instanceof Text text) {
      json.put("text", text.text());
      state(json, text.state());
    } else if (part instanceof Reasoning thought) {
      json.put("thinking", thought.text());
      state(json, thought.state());
    } else if (part instanceof ToolCall call) {
      json.put("call", call.name());
      json.put("id", call.id());
      json.put("arguments", call.arguments());
      json.put("type", call.type().name());
      state(json, call.state());
    } else if (part instanceof ProviderBlock block) {
      json.put("block", block.type());
      json.put("format", block.format());
      json.put("json", block.json().text());
    } else if (part instanceof SpokenAnswer spoken && spoken.id() != null) {
      json.put("spoken", spoken.id()); // The provider knows the rest.
      json.put("transcript", spoken.transcript());
    } else {
      return null;
    }
    return json;
  }

  /** As text within the JSON: it is to go back to the letter. */
  private static void state(Map<String, @Nullable Object> json, @Nullable ProviderState state) {
    if (state != null) {
      json.put("format", state.format());
      json.put("json", state.json().text());
    }
  }

  private static @Nullable List<ContentPart> read(String text) {
    try {
      if (!(RawJson.parse(text).toJava() instanceof List<?> list)) {
        return null;
      }
      List<ContentPart> parts = new ArrayList<>(list.size());
      for (Object one : list) {
        if (!(one instanceof Map<?, ?> json)) {
          return null;
        }
        parts.add(read(json));
      }
      return parts;
    } catch (IllegalArgumentException e) { // Somebody else's attribute, or a later version's.
      return null;
    }
  }

  private static ContentPart read(Map<?, ?> json) {
    if (json.containsKey("text")) {
      return new Text(get(json, "text"), state(json));
    }
    if (json.containsKey("thinking")) {
      return new Reasoning(get(json, "thinking"), state(json));
    }
    if (json.containsKey("call")) {
      return new ToolCall(
          get(json, "id"),
          get(json, "call"),
          get(json, "arguments"),
          ToolCall.Type.valueOf(get(json, "type")),
          state(json));
    }
    if (json.containsKey("spoken")) {
      return new SpokenAnswer(get(json, "spoken"), "", get(json, "transcript"), null);
    }
    return new ProviderBlock(
        get(json, "format"), get(json, "block"), RawJson.parse(get(json, "json")));
  }

  private static @Nullable ProviderState state(Map<?, ?> json) {
    return json.containsKey("format")
        ? new ProviderState(get(json, "format"), RawJson.parse(get(json, "json")))
        : null;
  }

  private static String get(Map<?, ?> json, String name) {
    if (json.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no text " + name);
  }
}
