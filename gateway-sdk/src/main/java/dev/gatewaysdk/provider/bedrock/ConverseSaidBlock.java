package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the model says or thinks: such blocks have no start, their first delta opens them. Citations
 * follow their text, a signature ends its thought, and hidden thoughts are given in one piece.
 */
final class ConverseSaidBlock implements ConverseAnswerBlock {
  /** The name of the block that carries a hidden thought. */
  static final String REDACTED = "redactedContent";

  private @Nullable List<String> citations;
  private @Nullable String signature;
  private @Nullable String redacted;

  @Override
  public void add(ConverseDelta delta, Consumer<? super ReplyEvent> out) {
    if (delta.text != null && !delta.text.isEmpty()) {
      out.accept(new ChatEvent.TextDelta(0, delta.text));
    }
    if (delta.thought != null && !delta.thought.isEmpty()) {
      out.accept(new ChatEvent.ReasoningDelta(0, delta.thought, null));
    }
    if (delta.citation != null) {
      cite(delta.citation);
    }
    if (delta.signature != null) {
      signature = delta.signature;
    }
    if (delta.redacted != null) {
      redacted = redacted == null ? delta.redacted : joined(redacted, delta.redacted);
    }
  }

  /** Adds a citation of the block's text. */
  void cite(RawJson citation) {
    citations = citations == null ? new ArrayList<>(2) : citations;
    citations.add(citation.text());
  }

  @Override
  public void end(Consumer<? super ReplyEvent> out) {
    if (signature != null && !signature.isEmpty()) {
      ProviderState seal = ProviderState.of(ConverseBlock.FORMAT, signature);
      out.accept(new ChatEvent.ReasoningDelta(0, "", seal));
    }
    if (redacted != null) {
      RawJson block =
          RawJson.parse(
              "{\"reasoningContent\":{\"redactedContent\":" + RawJson.of(redacted).text() + "}}");
      out.accept(ConverseRawBlock.event(REDACTED, block));
    }
    if (citations != null) {
      RawJson all = RawJson.parse("[" + String.join(",", citations) + "]");
      out.accept(
          new ChatEvent.BlockAdded(
              0, new ProviderBlock(ConverseBlock.FORMAT, ConverseBlock.CITATIONS, all)));
    }
  }

  /** The base64 of two pieces of bytes, each of which may end in padding. */
  private static String joined(String first, String second) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(Base64.getDecoder().decode(first));
      bytes.writeBytes(Base64.getDecoder().decode(second));
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    } catch (IllegalArgumentException e) {
      return first + second;
    }
  }
}
