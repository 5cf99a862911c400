package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A block that means something to Anthropic only: a tool that ran there, its result, hidden
 * thinking, or a kind that this version does not know. Given as one piece, at its end.
 *
 * <p>If deltas came, they are folded in: text grows, the input and other values are replaced.
 */
final class AnthropicRawBlock extends AnthropicBlock {
  private final String type;
  private final RawJson start;
  private @Nullable StringBuilder input;
  private @Nullable Map<String, @Nullable Object> fields;

  AnthropicRawBlock(String type, RawJson start) {
    this.type = type;
    this.start = start;
  }

  @Override
  void begin(Consumer<? super ReplyEvent> out) {}

  @Override
  void add(AnthropicDelta delta, Consumer<? super ReplyEvent> out) {
    if (delta.partialJson != null && !delta.partialJson.isEmpty()) {
      input = input == null ? new StringBuilder() : input;
      input.append(delta.partialJson);
    }
    change("text", delta.text);
    change("thinking", delta.thinking);
    change("signature", delta.signature);
    if (delta.others != null) {
      delta.others.forEach((name, value) -> change(name, value.toJava()));
    }
  }

  @Override
  void end(Consumer<? super ReplyEvent> out) {
    if (input != null) {
      fields().put("input", parsed(input.toString()));
    }
    RawJson whole = fields == null ? start : RawJson.of(fields);
    out.accept(new ChatEvent.BlockAdded(0, new ProviderBlock(FORMAT, type, whole)));
  }

  private void change(String name, @Nullable Object value) {
    if (value != null) {
      Object before = fields().get(name);
      fields().put(name, before instanceof String b && value instanceof String v ? b + v : value);
    }
  }

  private Map<String, @Nullable Object> fields() {
    if (fields == null) {
      fields = new LinkedHashMap<>(start.toMap());
    }
    return fields;
  }

  /** The input as JSON; as text if the answer broke off inside it at its limit of tokens. */
  private static Object parsed(String text) {
    try {
      return RawJson.parse(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
