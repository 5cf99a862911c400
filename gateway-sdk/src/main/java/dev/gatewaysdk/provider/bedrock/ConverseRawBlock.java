package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A block that means something to Bedrock only: a tool that ran there, its result, or a kind that
 * this version does not know. Given as one piece, at its end.
 *
 * <p>Deltas are folded in: the text of an input becomes JSON, lists become the content.
 */
final class ConverseRawBlock implements ConverseAnswerBlock {
  private final String kind;
  private final Map<String, @Nullable Object> fields;
  private final StringBuilder input = new StringBuilder(0);
  private final List<@Nullable Object> content = new ArrayList<>(0);

  /**
   * @param start what the start of the block holds; may be empty
   */
  ConverseRawBlock(String kind, Map<String, @Nullable Object> start) {
    this.kind = kind;
    this.fields = new LinkedHashMap<>(start);
  }

  @Override
  public void add(ConverseDelta delta, Consumer<? super ReplyEvent> out) {
    if (delta.input != null) {
      input.append(delta.input);
    }
    Object value = delta.value == null ? null : delta.value.toJava();
    if (value instanceof List<?> more) {
      content.addAll(more);
    } else if (value instanceof Map<?, ?> more) {
      more.forEach((name, field) -> fields.put(String.valueOf(name), field));
    }
  }

  @Override
  public void end(Consumer<? super ReplyEvent> out) {
    if (kind.equals("toolUse") && !fields.containsKey("input")) {
      fields.put("input", parsed(input.toString()));
    }
    if (!content.isEmpty()) {
      fields.put("content", content);
    }
    out.accept(event(kind, RawJson.of(Map.of(kind, fields))));
  }

  /**
   * @param block the whole block
   */
  static ChatEvent event(String type, RawJson block) {
    return new ChatEvent.BlockAdded(0, new ProviderBlock(ConverseBlock.FORMAT, type, block));
  }

  /** The input as JSON; as text if the answer broke off inside it at its limit of tokens. */
  private static Object parsed(String text) {
    if (text.isBlank()) {
      return Map.of();
    }
    try {
      return RawJson.parse(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
