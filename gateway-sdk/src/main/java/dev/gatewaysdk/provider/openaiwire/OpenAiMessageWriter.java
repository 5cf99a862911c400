package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the messages of a conversation in OpenAI's form. */
final class OpenAiMessageWriter {
  private final JsonWriter json;
  private final WireFlavor flavor;
  private final Consumer<Adjustment> adjusted;
  private final Set<Adjustment> reported = new HashSet<>(0);
  private @Nullable String legacyFunction;

  OpenAiMessageWriter(JsonWriter json, WireFlavor flavor, Consumer<Adjustment> adjusted) {
    this.json = json;
    this.flavor = flavor;
    this.adjusted = adjusted;
  }

  void write(List<ChatMessage> messages) throws IOException {
    json.beginArray();
    for (ChatMessage message : messages) {
      message(message);
    }
    json.endArray();
  }

  private void message(ChatMessage message) throws IOException {
    json.beginObject();
    String toolCallId = message.toolCallId();
    String name = message.name();
    if (toolCallId != null && toolCallId.isEmpty() && legacyFunction != null) {
      json.name("role").value("function"); // The first form ties the result to the name.
      name = legacyFunction;
    } else {
      json.name("role").value(message.role().name().toLowerCase(Locale.ROOT));
      if (toolCallId != null) {
        json.name("tool_call_id").value(toolCallId);
      }
    }
    if (name != null) {
      json.name("name").value(name);
    }
    content(message);
    if (message.role() == Role.ASSISTANT) {
      refusal(message);
      toolCalls(message.toolCalls());
    }
    json.endObject();
  }

  /** A string where it is all text in one piece, an array of parts otherwise. */
  private void content(ChatMessage message) throws IOException {
    Text only = null;
    int parts = 0;
    for (ContentPart part : message.parts()) {
      if (isContent(part)) {
        parts++;
        only = part instanceof Text text ? text : null;
      }
    }
    if (parts == 0) {
      if (message.role() != Role.ASSISTANT || !saysOtherwise(message)) {
        json.name("content").value("");
      }
    } else if (parts == 1 && only != null) {
      json.name("content").value(only.text());
    } else {
      json.name("content").beginArray();
      for (ContentPart part : message.parts()) {
        part(part, message.role());
      }
      json.endArray();
    }
  }

  /** A model's message without content must have one of these. */
  private static boolean saysOtherwise(ChatMessage message) {
    return message.refusal() != null || !message.toolCalls().isEmpty();
  }

  /** What stands in the content; notes what OpenAI has no place for. */
  private boolean isContent(ContentPart part) {
    if (part instanceof Reasoning) {
      dropped("reasoning", "chat completions take no earlier reasoning");
      return false;
    }
    if (isAnnotations(part)) {
      dropped("annotations", "chat completions take no earlier citations");
      return false;
    }
    if (isForeign(part)) {
      dropped("content", "blocks of another provider");
      return false;
    }
    return part instanceof Text || part instanceof Image || part instanceof ProviderBlock;
  }

  /** Another provider's, seen before a fallback. */
  private boolean isForeign(ContentPart part) {
    return part instanceof ProviderBlock block && !block.format().equals(flavor.format());
  }

  private static boolean isAnnotations(ContentPart part) {
    return part instanceof ProviderBlock block
        && block.type().equals(OpenAiReplyReader.ANNOTATIONS);
  }

  private void part(ContentPart part, Role role) throws IOException {
    if (part instanceof Text text) {
      json.beginObject().name("type").value("text").name("text").value(text.text()).endObject();
    } else if (part instanceof Image image) {
      if (role != Role.USER) {
        throw new InvalidRequestException(
            "messages", "OpenAI takes images in user messages only, not in role " + role);
      }
      json.beginObject().name("type").value("image_url").name("image_url").beginObject();
      json.name("url").value(image.url());
      String detail = image.detail();
      if (detail != null) {
        json.name("detail").value(detail);
      }
      json.endObject().endObject();
    } else if (part instanceof ProviderBlock block && !isAnnotations(part) && !isForeign(part)) {
      block.json().write(json);
    }
  }

  private void refusal(ChatMessage message) throws IOException {
    for (ContentPart part : message.parts()) {
      if (part instanceof Refusal) {
        json.name("refusal").value(message.refusal());
        return;
      }
    }
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
    json.beginObject().name("id").value(call.id()).name("type").value(type).name(type);
    nameAnd(custom ? "input" : "arguments", call);
    json.endObject();
  }

  private void nameAnd(String arguments, ToolCall call) throws IOException {
    json.beginObject().name("name").value(call.name());
    json.name(arguments).value(call.arguments());
    json.endObject();
  }

  private void dropped(String subject, String why) {
    Adjustment adjustment = new Adjustment(Adjustment.Kind.DROPPED, subject, why);
    if (reported.add(adjustment)) {
      adjusted.accept(adjustment);
    }
  }
}
