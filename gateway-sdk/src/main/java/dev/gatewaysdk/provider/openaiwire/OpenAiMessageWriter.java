package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the messages of a conversation in OpenAI's form. */
final class OpenAiMessageWriter {
  private final JsonWriter json;
  private final WireFlavor flavor;
  private final Losses losses;
  private final OpenAiPartWriter parts;
  private final OpenAiReasoningWriter reasoning;
  private final ToolCallIds ids;
  private @Nullable String legacyFunction;

  OpenAiMessageWriter(JsonWriter json, WireFlavor flavor, Losses losses, OpenAiPartWriter parts) {
    this.json = json;
    this.flavor = flavor;
    this.losses = losses;
    this.parts = parts;
    this.reasoning = new OpenAiReasoningWriter(json, flavor, losses);
    this.ids = new ToolCallIds(flavor, losses);
  }

  void write(List<ChatMessage> conversation) throws IOException {
    List<ChatMessage> messages =
        TurnOrder.of(ToolResultOrder.of(conversation, losses), flavor, losses);
    json.beginArray();
    for (int i = 0; i < messages.size(); i++) {
      message(messages.get(i), i == messages.size() - 1);
    }
    json.endArray();
  }

  private void message(ChatMessage message, boolean last) throws IOException {
    json.beginObject();
    speaker(message);
    content(message);
    if (message.role() == Role.ASSISTANT) {
      refusalAndSound(message);
      reasoning.fields(message);
      toolCalls(message.toolCalls());
      extraContent(message);
      if (last && flavor.has(Trait.MISTRAL_FORMS)) {
        json.name("prefix").value(true); // Else it refuses to go on with a begun answer.
      }
    }
    json.endObject();
  }

  private void speaker(ChatMessage message) throws IOException {
    String toolCallId = message.toolCallId();
    String name = message.name();
    if (toolCallId != null && toolCallId.isEmpty() && legacyFunction != null) {
      json.name("role").value("function"); // The first form ties the result to the name.
      json.name("name").value(legacyFunction);
      return;
    }
    json.name("role").value(role(message.role()));
    if (toolCallId != null) {
      json.name("tool_call_id").value(ids.ofResult(toolCallId));
    }
    if (name == null) {
      return;
    }
    if (flavor.has(Trait.SPEAKER_NAMES)) {
      json.name("name").value(name);
    } else {
      losses.dropped("messages.name", "the host has no names of speakers");
    }
  }

  private String role(Role role) {
    if (role == Role.DEVELOPER && !flavor.has(Trait.DEVELOPER_ROLE)) {
      losses.emulated("messages.role", "developer became system: the host does not know it");
      return "system";
    }
    return role.name().toLowerCase(Locale.ROOT);
  }

  /** A string where it is all text in one piece, an array of parts otherwise. */
  private void content(ChatMessage message) throws IOException {
    String only = null;
    boolean marked = false;
    int count = reasoning.isContent(message) ? 1 : 0;
    for (ContentPart part : message.parts()) {
      if (part instanceof CacheMark mark) {
        marked |= parts.marks(mark);
      } else if (parts.takes(part, message.role())) {
        count++;
        only = parts.text(part);
      }
    }
    if (count == 0) {
      if (!(flavor.has(Trait.OPENAI_HISTORY) && saysOtherwise(message))) {
        json.name("content").value("");
      }
    } else if (count == 1 && only != null && !marked) {
      json.name("content").value(only);
    } else {
      json.name("content");
      parts(message);
    }
  }

  private void parts(ChatMessage message) throws IOException {
    json.beginArray();
    if (reasoning.isContent(message)) {
      reasoning.part(message);
    }
    List<ContentPart> all = message.parts();
    for (int i = 0; i < all.size(); i++) {
      ContentPart part = all.get(i);
      if (!(part instanceof CacheMark) && parts.takes(part, message.role())) {
        boolean marked = i + 1 < all.size() && all.get(i + 1) instanceof CacheMark;
        parts.part(part, marked ? (CacheMark) all.get(i + 1) : null);
      }
    }
    json.endArray();
  }

  /** A model's message without content must have one of these. */
  private boolean saysOtherwise(ChatMessage message) {
    for (ContentPart part : message.parts()) {
      if (part instanceof Refusal
          || part instanceof ToolCall
          || part instanceof SpokenAnswer spoken && parts.isKnown(spoken)) {
        return true;
      }
    }
    return false;
  }

  private void refusalAndSound(ChatMessage message) throws IOException {
    if (!flavor.has(Trait.OPENAI_HISTORY)) {
      return;
    }
    boolean refused = false;
    for (ContentPart part : message.parts()) {
      if (part instanceof Refusal && !refused) {
        refused = true;
        json.name("refusal").value(message.refusal() == null ? "" : message.refusal());
      } else if (part instanceof SpokenAnswer spoken && parts.isKnown(spoken)) {
        json.name("audio").beginObject().name("id").value(spoken.id()).endObject();
      }
    }
  }

  /** What the host wants back with the message as a whole. */
  private void extraContent(ChatMessage message) throws IOException {
    for (ContentPart part : message.parts()) {
      if (part instanceof Text text && extraContent(text.state())) {
        return;
      }
    }
  }

  private boolean extraContent(@Nullable ProviderState state) throws IOException {
    if (state == null) {
      return false;
    }
    if (!state.isOf(flavor.format())) {
      losses.dropped("messages.state", "what another provider wants back with its own answers");
      return false;
    }
    json.name("extra_content");
    state.json().write(json);
    return true;
  }

  private void toolCalls(List<ToolCall> calls) throws IOException {
    boolean array = false;
    for (ToolCall call : calls) {
      if (call.type() != ToolCall.Type.LEGACY_FUNCTION) {
        if (!array) {
          json.name("tool_calls").beginArray();
          array = true;
        }
        toolCall(call);
      }
    }
    if (array) {
      json.endArray();
    }
    for (ToolCall call : calls) {
      if (call.type() == ToolCall.Type.LEGACY_FUNCTION) {
        json.name("function_call");
        nameAnd("arguments", call);
        legacyFunction = call.name();
        return; // There is at most one.
      }
    }
  }

  private void toolCall(ToolCall call) throws IOException {
    boolean custom = call.type() == ToolCall.Type.CUSTOM;
    String type = custom ? "custom" : "function";
    json.beginObject().name("id").value(ids.ofCall(call.id()));
    json.name("type").value(type).name(type);
    nameAnd(custom ? "input" : "arguments", call);
    extraContent(call.state());
    json.endObject();
  }

  private void nameAnd(String arguments, ToolCall call) throws IOException {
    boolean none = call.arguments().isBlank() && call.type() != ToolCall.Type.CUSTOM;
    json.beginObject().name("name").value(call.name());
    json.name(arguments).value(none ? "{}" : call.arguments()); // Some hosts parse it.
    json.endObject();
  }
}
