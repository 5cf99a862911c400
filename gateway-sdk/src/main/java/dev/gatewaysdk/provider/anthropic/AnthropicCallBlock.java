package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A tool call. The input of its start stands for the whole only if no delta follows. */
final class AnthropicCallBlock extends AnthropicBlock {
  private final int index;
  private final ToolNames names;
  private String id = "";
  private String name = "";
  private String input = "{}";
  private boolean streamed;

  AnthropicCallBlock(int index, ToolNames names) {
    this.index = index;
    this.names = names;
  }

  @Override
  boolean field(String field, JsonReader json) throws IOException {
    switch (field) {
      case "id" -> id = orEmpty(WireJson.text(json));
      case "name" -> name = names.toCaller(orEmpty(WireJson.text(json)));
      case "input" -> input = input(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The input of a start; none means no parameters. */
  static String input(JsonReader json) throws IOException {
    String text = WireJson.raw(json).text();
    return text.equals("null") ? "{}" : text;
  }

  @Override
  void begin(Consumer<? super ReplyEvent> out) {
    ProviderState state = others() == null ? null : new ProviderState(FORMAT, RawJson.of(others()));
    out.accept(new ChatEvent.ToolCallDelta(0, index, id, name, "", ToolCall.Type.FUNCTION, state));
  }

  @Override
  void add(AnthropicDelta delta, Consumer<? super ReplyEvent> out) {
    if (delta.partialJson != null && !delta.partialJson.isEmpty()) {
      streamed = true;
      out.accept(arguments(delta.partialJson));
    }
  }

  @Override
  void end(Consumer<? super ReplyEvent> out) {
    if (!streamed) {
      out.accept(arguments(input));
    }
  }

  private ChatEvent arguments(@Nullable String more) {
    return new ChatEvent.ToolCallDelta(0, index, null, null, orEmpty(more), ToolCall.Type.FUNCTION);
  }
}
