package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings messages into an order that hosts demand which are strict about whose turn it is.
 *
 * <p>Mistral's rules are those of its own checker (github.com/mistralai/mistral-common, {@code
 * validator.py}): no instruction after an answer or a result, no user right after a result, no
 * empty answer. Perplexity's are in its errors: the same side never twice in a row.
 */
final class TurnOrder {
  /** The least that can stand between a tool's result and what the user says next. */
  private static final String BRIDGE = "OK.";

  private final WireFlavor flavor;
  private final Losses losses;
  private final List<ChatMessage> ordered = new ArrayList<>();
  private int instructions;

  private TurnOrder(WireFlavor flavor, Losses losses) {
    this.flavor = flavor;
    this.losses = losses;
  }

  /** The messages themselves where the host takes them in any order. */
  static List<ChatMessage> of(List<ChatMessage> messages, WireFlavor flavor, Losses losses) {
    if (!flavor.has(Trait.MISTRAL_FORMS) && !flavor.has(Trait.STRICT_TURNS)) {
      return messages;
    }
    TurnOrder order = new TurnOrder(flavor, losses);
    messages.forEach(order::add);
    return order.ordered;
  }

  private void add(ChatMessage message) {
    Role last = ordered.isEmpty() ? null : ordered.get(ordered.size() - 1).role();
    if (OpenAiAnswerForm.isInstruction(message.role())) {
      instruct(message, last);
    } else if (flavor.has(Trait.STRICT_TURNS)) {
      takeTurns(message, last);
    } else if (message.role() == Role.ASSISTANT && isEmpty(message)) {
      losses.emulated("messages", "an empty answer was left out: the host refuses it");
    } else {
      if (message.role() == Role.USER && last == Role.TOOL) {
        losses.emulated(
            "messages",
            "an answer was put between a tool's result and the user: the host wants one");
        ordered.add(ChatMessage.assistant(BRIDGE));
      }
      ordered.add(message);
    }
  }

  private void instruct(ChatMessage message, @Nullable Role last) {
    boolean inPlace =
        instructions == ordered.size()
            || !flavor.has(Trait.STRICT_TURNS) && last != Role.ASSISTANT && last != Role.TOOL;
    if (inPlace) {
      instructions += instructions == ordered.size() ? 1 : 0;
      ordered.add(message);
    } else {
      losses.emulated(
          "messages.role", "an instruction moved to the front: the host wants it there");
      ordered.add(instructions++, message);
    }
  }

  private void takeTurns(ChatMessage message, @Nullable Role last) {
    boolean again = message.role() == last && message.role() != Role.TOOL;
    if (!again) {
      ordered.add(message);
      return;
    }
    losses.emulated("messages", "those of one side in a row were joined: the host wants turns");
    ChatMessage before = ordered.remove(ordered.size() - 1);
    List<ContentPart> parts = new ArrayList<>(before.parts());
    parts.addAll(message.parts());
    ordered.add(before.withParts(parts));
  }

  private boolean isEmpty(ChatMessage message) {
    return message.parts().stream().noneMatch(this::saysSomething);
  }

  private boolean saysSomething(ContentPart part) {
    if (part instanceof Text text) {
      return !text.text().isEmpty();
    } else if (part instanceof Refusal refusal) {
      return !refusal.text().isEmpty();
    } else if (part instanceof SpokenAnswer spoken) {
      return !spoken.transcript().isEmpty();
    } else if (part instanceof Reasoning reasoning) {
      ProviderState state = reasoning.state();
      return state != null && state.isOf(flavor.format());
    } else if (part instanceof ProviderBlock block) {
      return !OpenAiBlocks.isOfReplies(block) && flavor.takes(block.format());
    }
    return part instanceof ToolCall;
  }
}
