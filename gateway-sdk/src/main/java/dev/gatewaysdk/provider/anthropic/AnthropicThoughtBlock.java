package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reasoning; its signature seals it, even where its text is empty. */
final class AnthropicThoughtBlock extends AnthropicBlock {
  private String thinking = "";
  private @Nullable String signature;

  @Override
  boolean field(String name, JsonReader json) throws IOException {
    switch (name) {
      case "thinking" -> thinking = orEmpty(WireJson.text(json));
      case "signature" -> signature = WireJson.text(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  void begin(Consumer<? super ReplyEvent> out) {
    if (!thinking.isEmpty()) {
      out.accept(new ChatEvent.ReasoningDelta(0, thinking, null));
    }
  }

  @Override
  void add(AnthropicDelta delta, Consumer<? super ReplyEvent> out) {
    if (delta.thinking != null && !delta.thinking.isEmpty()) {
      out.accept(new ChatEvent.ReasoningDelta(0, delta.thinking, null));
    }
    if (delta.signature != null) {
      signature = delta.signature;
    }
  }

  @Override
  void end(Consumer<? super ReplyEvent> out) {
    if (signature != null && !signature.isEmpty()) {
      out.accept(new ChatEvent.ReasoningDelta(0, "", seal(signature)));
    }
  }

  /** The signature, or an object of it and what else the block has. */
  private ProviderState seal(String signature) {
    if (others() == null) {
      return ProviderState.of(FORMAT, signature);
    }
    Map<String, Object> fields = new LinkedHashMap<>(others());
    fields.put("signature", signature);
    return new ProviderState(FORMAT, RawJson.of(fields));
  }
}
