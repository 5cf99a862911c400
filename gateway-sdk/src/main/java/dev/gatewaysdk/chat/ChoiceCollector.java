package dev.gatewaysdk.chat;

import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one choice. Text that follows text is one part, whatever pieces it came in; a
 * tool call keeps the place where it began, although calls may be interleaved.
 */
final class ChoiceCollector {
  private final List<Slot> slots = new ArrayList<>(1);
  private ChatEvent.@Nullable Finished finished;

  /** A part under construction: its text grows, the rest of it stands. */
  private static final class Slot {
    final ContentPart head;
    final int toolIndex;
    private String only;
    private @Nullable StringBuilder joined;
    @Nullable String signature;

    Slot(ContentPart head, int toolIndex, String text) {
      this.head = head;
      this.toolIndex = toolIndex;
      this.only = text;
    }

    void append(String text) {
      if (text.isEmpty()) {
        return;
      }
      if (joined == null) {
        joined = new StringBuilder(Math.max(64, 2 * only.length())).append(only);
      }
      joined.append(text);
    }

    String text() {
      return joined == null ? only : joined.toString();
    }

    ContentPart build() {
      if (head instanceof Text) {
        return new Text(text());
      }
      if (head instanceof Reasoning) {
        return new Reasoning(text(), signature);
      }
      if (head instanceof Refusal) {
        return new Refusal(text());
      }
      if (head instanceof ToolCall call) {
        return new ToolCall(call.id(), call.name(), text(), call.type());
      }
      return head;
    }
  }

  private static final Text TEXT = new Text("");
  private static final Refusal REFUSAL = new Refusal("");
  private static final Reasoning REASONING = new Reasoning("", null);

  void text(String text) {
    grow(TEXT, text);
  }

  void refusal(String text) {
    grow(REFUSAL, text);
  }

  void reasoning(String text, @Nullable String signature) {
    Slot slot = last();
    if (slot == null || slot.head != REASONING || slot.signature != null) {
      slot = new Slot(REASONING, -1, text);
      slots.add(slot);
    } else {
      slot.append(text);
    }
    slot.signature = signature;
  }

  void toolCall(ChatEvent.ToolCallDelta delta) {
    for (int i = slots.size() - 1; i >= 0; i--) {
      Slot slot = slots.get(i);
      if (slot.toolIndex == delta.index()) {
        slot.append(delta.arguments());
        return;
      }
    }
    String id = delta.id() == null ? "" : delta.id();
    String name = delta.name() == null ? "" : delta.name();
    slots.add(new Slot(new ToolCall(id, name, "", delta.type()), delta.index(), delta.arguments()));
  }

  void block(ProviderBlock block) {
    slots.add(new Slot(block, -1, ""));
  }

  void finished(ChatEvent.Finished event) {
    finished = event;
  }

  ChatChoice build() {
    List<ContentPart> parts = new ArrayList<>(slots.size());
    for (Slot slot : slots) {
      ContentPart part = slot.build();
      if (!(part instanceof Text text && text.text().isEmpty())) {
        parts.add(part);
      }
    }
    ChatMessage message = ChatMessage.assistant(parts);
    return finished == null
        ? new ChatChoice(message, FinishReason.OTHER, null, null)
        : new ChatChoice(message, finished.reason(), finished.rawReason(), finished.stopSequence());
  }

  private void grow(ContentPart kind, String text) {
    Slot slot = last();
    if (slot != null && slot.head == kind) {
      slot.append(text);
    } else {
      slots.add(new Slot(kind, -1, text));
    }
  }

  private @Nullable Slot last() {
    return slots.isEmpty() ? null : slots.get(slots.size() - 1);
  }
}
