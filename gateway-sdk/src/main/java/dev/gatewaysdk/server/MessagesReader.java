package dev.gatewaysdk.server;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.error.InvalidRequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code messages}. OpenAI's first form of function calls, which ties a result to its call by
 * name, becomes the one of today, so that every provider understands it.
 */
final class MessagesReader {
  private final JsonIn json;
  private final Consumer<@Nullable String> dropped;
  private final PartsReader content;
  private final List<ChatMessage> all = new ArrayList<>();
  private @Nullable String lastLegacyCall;

  /**
   * @param dropped told of each field that has no place in the value
   */
  MessagesReader(JsonIn json, Consumer<@Nullable String> dropped) {
    this.json = json;
    this.dropped = dropped;
    this.content = new PartsReader(json, dropped);
  }

  /** The messages read so far. */
  List<ChatMessage> all() {
    return all;
  }

  void read() throws IOException {
    json.array(() -> new Message(String.valueOf(json.path())).read());
  }

  /** One message in the making: its fields come in any order. */
  private final class Message {
    private final String path;
    private final AssistantReader assistant;
    private @Nullable String role;
    private @Nullable String name;
    private @Nullable String toolCallId;
    private @Nullable List<ContentPart> parts;
    private @Nullable ContentPart mark;

    Message(String path) {
      this.path = path;
      this.assistant = new AssistantReader(json, all.size());
    }

    void read() throws IOException {
      json.object(this::field);
      ChatMessage message = build();
      all.add(name == null || "function".equals(role) ? message : message.named(name));
    }

    private void field(String field) throws IOException {
      switch (field) {
        case "role" -> role = json.text();
        case "name" -> name = json.text();
        case "content" -> parts = content.read();
        case "tool_call_id" -> toolCallId = json.text();
        case "cache_control" -> mark = CacheControl.read(json);
        case "annotations" -> json.skip(); // In the provider's state, if it wants them back.
        default -> {
          if (!assistant.field(field)) {
            dropped.accept(json.path());
            json.skip();
          }
        }
      }
    }

    private ChatMessage build() {
      switch (role == null ? "" : role) {
        case "system" -> {
          return ChatMessage.system(content());
        }
        case "developer" -> {
          return ChatMessage.developer(content());
        }
        case "user" -> {
          return ChatMessage.user(content());
        }
        case "assistant" -> {
          lastLegacyCall = assistant.legacyCall() == null ? lastLegacyCall : assistant.legacyCall();
          return ChatMessage.assistant(marked(assistant.parts(parts == null ? List.of() : parts)));
        }
        case "tool" -> {
          if (toolCallId == null) {
            throw new InvalidRequestException(path + ".tool_call_id", "is missing");
          }
          return ChatMessage.toolResult(toolCallId, content());
        }
        case "function" -> {
          if (lastLegacyCall == null) {
            throw new InvalidRequestException(path, "answers no earlier function_call");
          }
          return ChatMessage.toolResult(lastLegacyCall, content());
        }
        default ->
            throw new InvalidRequestException(
                path + ".role", "must be system, developer, user, assistant, tool or function");
      }
    }

    private List<ContentPart> content() {
      if (parts == null) {
        throw new InvalidRequestException(path + ".content", "is missing");
      }
      return marked(parts);
    }

    private List<ContentPart> marked(List<ContentPart> parts) {
      if (mark == null) {
        return parts;
      }
      List<ContentPart> more = new ArrayList<>(parts);
      more.add(mark);
      return more;
    }
  }
}
