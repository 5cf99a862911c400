package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Visible text, followed by the citations that support it. */
final class AnthropicTextBlock extends AnthropicBlock {
  private static final ProviderState END = new ProviderState(FORMAT, RawJson.parse("{}"));

  private String text = "";
  private boolean said;
  private @Nullable List<String> citations;

  /** Ends a text that another follows at once, so that the two stay two. */
  static ChatEvent boundary() {
    return new ChatEvent.TextDelta(0, "", END);
  }

  @Override
  boolean field(String name, JsonReader json) throws IOException {
    switch (name) {
      case "text" -> text = orEmpty(WireJson.text(json));
      case "citations" -> citations(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void citations(JsonReader json) throws IOException {
    if (WireJson.enterArray(json)) {
      while (json.hasNext()) {
        cite(WireJson.raw(json));
      }
      json.endArray();
    }
  }

  private void cite(RawJson citation) {
    if (citations == null) {
      citations = new ArrayList<>(2);
    }
    citations.add(citation.text());
  }

  @Override
  void begin(Consumer<? super ReplyEvent> out) {
    say(text, out);
  }

  @Override
  void add(AnthropicDelta delta, Consumer<? super ReplyEvent> out) {
    say(orEmpty(delta.text), out);
    if (delta.citation != null) {
      cite(delta.citation);
    }
  }

  private void say(String more, Consumer<? super ReplyEvent> out) {
    if (!more.isEmpty()) {
      said = true;
      out.accept(new ChatEvent.TextDelta(0, more));
    }
  }

  @Override
  void end(Consumer<? super ReplyEvent> out) {
    if (others() != null && said) {
      ProviderState state = new ProviderState(FORMAT, RawJson.of(others()));
      out.accept(new ChatEvent.TextDelta(0, "", state));
    }
    if (citations != null) {
      RawJson array = RawJson.parse("[" + String.join(",", citations) + "]");
      out.accept(new ChatEvent.BlockAdded(0, new ProviderBlock(FORMAT, CITATIONS, array)));
    }
  }

  /** Whether text that comes next would run into this one. */
  boolean isOpenAtItsEnd() {
    return said && others() == null && citations == null;
  }
}
