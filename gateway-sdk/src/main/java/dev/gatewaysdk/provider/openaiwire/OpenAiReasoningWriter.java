package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a host the reasoning of earlier turns back in the field that it came in. A state is the
 * name of that field, or the list of {@code reasoning_details}.
 */
final class OpenAiReasoningWriter {
  /** Names of fields that hold the reasoning's text. */
  static final String REASONING_CONTENT = "reasoning_content";

  static final String REASONING = "reasoning";

  /** Not a field but a kind of content part, at Mistral. */
  static final String THINKING = "thinking";

  private final JsonWriter json;
  private final WireFlavor flavor;
  private final Losses losses;

  OpenAiReasoningWriter(JsonWriter json, WireFlavor flavor, Losses losses) {
    this.json = json;
    this.flavor = flavor;
    this.losses = losses;
  }

  /** Whether the message's content begins with what was thought. */
  boolean isContent(ChatMessage message) {
    return THINKING.equals(field(message));
  }

  /** Writes the part that stands in the content. */
  void part(ChatMessage message) throws IOException {
    json.beginObject().name("type").value(THINKING).name(THINKING).beginArray();
    json.beginObject().name("type").value("text").name("text").value(message.reasoning());
    json.endObject().endArray().endObject();
  }

  /** Writes what stands beside the content; notes what is left out. */
  void fields(ChatMessage message) throws IOException {
    List<RawJson> details = details(message);
    String field = field(message);
    if (!details.isEmpty()) {
      json.name("reasoning_details");
      joined(details).write(json);
    } else if (REASONING_CONTENT.equals(field) || REASONING.equals(field)) {
      json.name(field).value(message.reasoning());
    } else if (field == null) {
      foreign(message);
    }
  }

  private void foreign(ChatMessage message) throws IOException {
    for (ContentPart part : message.parts()) {
      if (part instanceof Reasoning) {
        losses.dropped("reasoning", "not the host's own, or it takes none back");
        break;
      }
    }
    if (flavor.has(Trait.REASONING_WITH_TOOL_CALLS) && !message.toolCalls().isEmpty()) {
      losses.defaulted(REASONING_CONTENT, "empty: the host demands it beside tool calls");
      json.name(REASONING_CONTENT).value("");
    }
  }

  /** The field that this host's reasoning came in; null if there is none of this host. */
  private @Nullable String field(ChatMessage message) {
    for (ContentPart part : message.parts()) {
      RawJson state = own(part);
      if (state != null && state.text().startsWith("\"")) {
        return (String) state.toJava();
      }
    }
    return null;
  }

  private List<RawJson> details(ChatMessage message) {
    List<RawJson> details = List.of();
    for (ContentPart part : message.parts()) {
      RawJson state = own(part);
      if (state != null && state.text().startsWith("[")) {
        details = details.isEmpty() ? new ArrayList<>(1) : details;
        details.add(state);
      }
    }
    return details;
  }

  private @Nullable RawJson own(ContentPart part) {
    ProviderState state = part instanceof Reasoning reasoning ? reasoning.state() : null;
    return state != null && state.isOf(flavor.format()) ? state.json() : null;
  }

  private static RawJson joined(List<RawJson> lists) {
    if (lists.size() == 1) {
      return lists.get(0);
    }
    List<Object> all = new ArrayList<>();
    for (RawJson list : lists) {
      if (list.toJava() instanceof List<?> items) {
        all.addAll(items);
      }
    }
    return RawJson.of(all);
  }
}
