package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.anthropic.AnthropicTurn.Block;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as Anthropic takes it: instructions apart, then turns of user and assistant.
 *
 * <p>Instructions keep their order but not their place. Messages of one side that follow one
 * another become one turn; results of tools are the user's, and come first in it.
 */
final class AnthropicConversation {
  private static final Pattern NOT_IN_IDS = Pattern.compile("[^a-zA-Z0-9_-]");

  private final Consumer<Adjustment> adjusted;
  private final List<Block> system = new ArrayList<>(1);
  private final List<AnthropicTurn> turns = new ArrayList<>();
  private int namelessCalls;
  private int namelessResults;

  /**
   * @throws InvalidRequestException if Anthropic is sure to refuse it; names the message
   */
  AnthropicConversation(List<ChatMessage> messages, Consumer<Adjustment> adjusted) {
    this.adjusted = adjusted;
    for (int i = 0; i < messages.size(); i++) {
      add(messages.get(i), i);
    }
    if (turns.isEmpty()) {
      throw new InvalidRequestException(
          "messages", "Anthropic needs one of the user or the assistant that is not blank");
    }
    AnthropicTurn before = null;
    for (AnthropicTurn turn : turns) {
      turn.requireAnswersTo(before);
      before = turn;
    }
    turns.get(turns.size() - 1).requireAnswered(Set.of());
  }

  /** The instructions, in order; may be empty. */
  List<Block> system() {
    return system;
  }

  /** The turns, in order; never empty. */
  List<AnthropicTurn> turns() {
    return turns;
  }

  /** The assistant's last turn; null if it has none. */
  @Nullable AnthropicTurn lastOfAssistant() {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).assistant()) {
        return turns.get(i);
      }
    }
    return null;
  }

  private void add(ChatMessage message, int index) {
    String place = "messages[" + index + "]";
    if (message.name() != null) {
      dropped(place + ".name", "Anthropic has no names of speakers");
    }
    List<Block> blocks = blocks(message.parts(), place);
    if (message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER) {
      instruct(blocks, place);
      return;
    }
    if (message.role() == Role.TOOL) {
      String id = Objects.requireNonNullElse(message.toolCallId(), "");
      blocks = List.of(AnthropicBlocks.toolResult(id(id, place, namelessResults), blocks));
      namelessResults += id.isEmpty() ? 1 : 0;
    }
    if (blocks.isEmpty()) {
      dropped(place, "nothing is left of it, and Anthropic takes no empty message");
      return;
    }
    AnthropicTurn turn = turnOf(message.role() == Role.ASSISTANT, index);
    blocks.forEach(turn::add);
  }

  private void instruct(List<Block> blocks, String place) {
    if (!turns.isEmpty()) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED, place, "moved to the front: Anthropic has instructions only there"));
    }
    for (Block block : blocks) {
      if (block.type().equals("text")) {
        system.add(block);
      } else {
        dropped(place, "Anthropic's instructions are text; a block of type " + block.type());
      }
    }
  }

  private AnthropicTurn turnOf(boolean assistant, int index) {
    AnthropicTurn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
    if (last == null || last.assistant() != assistant) {
      last = new AnthropicTurn(assistant, index);
      turns.add(last);
    }
    return last;
  }

  private List<Block> blocks(List<ContentPart> parts, String place) {
    List<Block> blocks = new ArrayList<>(parts.size());
    int calls = 0;
    for (int i = 0; i < parts.size(); i++) {
      ContentPart part = parts.get(i);
      if (part instanceof Text text) {
        RawJson citations = i + 1 < parts.size() ? citations(parts.get(i + 1)) : null;
        i += citations == null ? 0 : 1;
        text(text.text(), citations, place, blocks);
      } else if (part instanceof ToolCall call) {
        String id = id(call.id(), place, namelessCalls);
        namelessCalls += call.id().isEmpty() ? 1 : 0;
        blocks.add(AnthropicBlocks.toolUse(id, call, place + ".tool_calls[" + calls++ + "]"));
      } else if (part instanceof Reasoning reasoning) {
        reasoning(reasoning, place, blocks);
      } else if (part instanceof Image image) {
        image(image, place, blocks);
      } else if (part instanceof ProviderBlock block) {
        provider(block, place, blocks);
      } else if (part instanceof Refusal refusal) {
        text(refusal.text(), null, place, blocks);
        adjusted.accept(
            new Adjustment(Kind.EMULATED, place + ".refusal", "sent as text of the assistant"));
      }
    }
    return blocks;
  }

  /** Blank text is refused by Anthropic; leaving out what is empty loses nothing. */
  private void text(String text, @Nullable RawJson citations, String place, List<Block> blocks) {
    if (!text.isBlank()) {
      blocks.add(AnthropicBlocks.text(text, citations));
    } else if (!text.isEmpty()) {
      dropped(place + ".content", "a text of blanks only, which Anthropic refuses");
    }
  }

  private void reasoning(Reasoning reasoning, String place, List<Block> blocks) {
    ProviderState seal = reasoning.state();
    if (seal != null && seal.isOf(AnthropicBlock.FORMAT)) {
      blocks.add(AnthropicBlocks.thinking(reasoning.text(), seal.json()));
    } else {
      dropped(place + ".reasoning", "Anthropic takes back only reasoning that it has signed");
    }
  }

  private void image(Image image, String place, List<Block> blocks) {
    blocks.add(AnthropicBlocks.image(image, place + ".content"));
    if (image.detail() != null && !image.detail().equals("auto")) {
      dropped(place + ".content.detail", "Anthropic always looks at a picture as closely");
    }
  }

  private void provider(ProviderBlock block, String place, List<Block> blocks) {
    if (citations(block) == null) {
      blocks.add(AnthropicBlocks.raw(block.type(), block.json()));
    } else {
      dropped(place + ".citations", "they follow no text that they could belong to");
    }
  }

  private static @Nullable RawJson citations(ContentPart part) {
    return part instanceof ProviderBlock block && block.type().equals(AnthropicBlock.CITATIONS)
        ? block.json()
        : null;
  }

  /** An id as Anthropic takes it; calls without one are tied to their results by their order. */
  private String id(String id, String place, int nameless) {
    if (id.isEmpty()) {
      adjusted.accept(
          new Adjustment(Kind.EMULATED, place + ".tool_call_id", "made up, since it had none"));
      return "call_" + nameless;
    }
    if (!NOT_IN_IDS.matcher(id).find()) {
      return id;
    }
    adjusted.accept(
        new Adjustment(
            Kind.EMULATED,
            place + ".tool_call_id",
            "characters other than letters, digits, _ and - became _"));
    return NOT_IN_IDS.matcher(id).replaceAll("_");
  }

  private void dropped(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
