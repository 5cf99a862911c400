package dev.gatewaysdk.chat;

import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
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
  private @Nullable SpokenCollector audio;
  private @Nullable LogprobsCollector logprobs;
  private ChatEvent.@Nullable Finished finished;

  /** A part under construction: its text grows, the rest of it stands. */
  private static final class Slot {
    final ContentPart head;
    final int toolIndex;
    private String only;
    private @Nullable StringBuilder joined;
    @Nullable ProviderState state;

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
        return new Text(text(), state);
      }
      if (head instanceof Reasoning) {
        return new Reasoning(text(), state);
      }
      if (head instanceof Refusal) {
        return new Refusal(text());
      }
      if (head instanceof ToolCall call) {
        return new ToolCall(call.id(), call.name(), text(), call.type(), state);
      }
      return head;
    }
  }

  private static final Text TEXT = new Text("");
  private static final Refusal REFUSAL = new Refusal("");
  private static final Reasoning REASONING = new Reasoning("", null);
  private static final SpokenAnswer SPOKEN = new SpokenAnswer(null, "", "", null);

  void text(ChatEvent.TextDelta delta) {
    grow(TEXT, delta.text()).state = delta.state();
  }

  void refusal(String text) {
    grow(REFUSAL, text);
  }

  void reasoning(ChatEvent.ReasoningDelta delta) {
    grow(REASONING, delta.text()).state = delta.state();
  }

  void audio(ChatEvent.AudioDelta delta) {
    if (audio == null) {
      audio = new SpokenCollector();
      slots.add(new Slot(SPOKEN, -1, ""));
    }
    audio.add(delta);
  }

  void logprobs(Logprobs tokens) {
    logprobs = logprobs == null ? new LogprobsCollector() : logprobs;
    logprobs.add(tokens);
  }

  void toolCall(ChatEvent.ToolCallDelta delta) {
    for (int i = slots.size() - 1; i >= 0; i--) {
      Slot slot = slots.get(i);
      if (slot.toolIndex == delta.index()) {
        slot.append(delta.arguments());
        slot.state = delta.state() == null ? slot.state : delta.state();
        return;
      }
    }
    String id = delta.id() == null ? "" : delta.id();
    String name = delta.name() == null ? "" : delta.name();
    ToolCall head = new ToolCall(id, name, "", delta.type(), null);
    Slot slot = new Slot(head, delta.index(), delta.arguments());
    slot.state = delta.state();
    slots.add(slot);
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
      ContentPart part = slot.head == SPOKEN && audio != null ? audio.build() : slot.build();
      if (!(part instanceof Text text && text.text().isEmpty() && text.state() == null)) {
        parts.add(part);
      }
    }
    ChatMessage message = ChatMessage.assistant(parts);
    Logprobs tokens = logprobs == null ? null : logprobs.build();
    return finished == null
        ? new ChatChoice(message, FinishReason.OTHER, null, null, tokens)
        : new ChatChoice(
            message, finished.reason(), finished.rawReason(), finished.stopSequence(), tokens);
  }

  /** The slot that the text went into: the last one, if it is of that kind and goes on. */
  private Slot grow(ContentPart kind, String text) {
    Slot slot = last();
    if (slot != null && slot.head == kind && slot.state == null) {
      slot.append(text);
    } else {
      slot = new Slot(kind, -1, text);
      slots.add(slot);
    }
    return slot;
  }

  private @Nullable Slot last() {
    return slots.isEmpty() ? null : slots.get(slots.size() - 1);
  }
}
