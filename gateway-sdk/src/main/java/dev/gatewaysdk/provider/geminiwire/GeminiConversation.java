package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as Google takes it: instructions apart, then contents of user and model.
 *
 * <p>Instructions keep their order but not their place. Messages of one side that follow one
 * another become one content; results of functions are the user's.
 */
final class GeminiConversation {
  private final Consumer<Adjustment> adjusted;
  private final GeminiParts parts;
  private final List<String> instructions = new ArrayList<>(1);
  private final List<GeminiTurn> turns = new ArrayList<>();

  /**
   * @throws UnsupportedRequestException if Google is sure to refuse it; names the message
   */
  GeminiConversation(
      List<ChatMessage> messages,
      GeminiModel model,
      GeminiFlavor flavor,
      ToolNames names,
      Consumer<Adjustment> adjusted) {
    this.adjusted = adjusted;
    this.parts = new GeminiParts(model, flavor, names, adjusted);
    for (int i = 0; i < messages.size(); i++) {
      add(messages.get(i), i);
    }
    if (turns.isEmpty()) {
      askWithInstructions();
    }
    turns.forEach(GeminiTurn::requireAnswered);
    if (turns.get(0).hasCalls()) {
      beginWithTheUser();
    }
  }

  /** The instructions, in order; may be empty. */
  List<String> instructions() {
    return instructions;
  }

  /** The contents, in order; never empty. */
  List<GeminiTurn> turns() {
    return turns;
  }

  private void askWithInstructions() {
    if (instructions.isEmpty()) {
      throw new UnsupportedRequestException("messages", "Google needs one that is not empty");
    }
    GeminiTurn turn = turnOf(false, 0);
    instructions.forEach(text -> turn.add(GeminiParts.text(text)));
    instructions.clear();
    adjusted.accept(
        new Adjustment(
            Kind.EMULATED,
            "messages",
            "the instructions are sent as the user's words: Google answers nothing else"));
  }

  /** Source: a recorded exchange that begins like that, and Google's error on one that does not. */
  private void beginWithTheUser() {
    GeminiTurn nothing = new GeminiTurn(false, 0, null);
    nothing.add(GeminiParts.text(""));
    turns.add(0, nothing);
    adjusted.accept(
        new Adjustment(
            Kind.EMULATED,
            "messages",
            "begin with an empty one of the user: Google takes no calls that answer nobody"));
  }

  private void add(ChatMessage message, int index) {
    String place = "messages[" + index + "]";
    if (message.name() != null) {
      dropped(place + ".name", "Google has no names of speakers");
    }
    switch (message.role()) {
      case SYSTEM, DEVELOPER -> instruct(message, place);
      case TOOL -> result(message, index, place);
      case USER, ASSISTANT -> say(message, index, place);
    }
  }

  private void instruct(ChatMessage message, String place) {
    if (!turns.isEmpty()) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED, place, "moved to the front: Google has instructions only there"));
    }
    for (ContentPart part : message.parts()) {
      if (part instanceof Text text) {
        if (!text.text().isEmpty()) {
          instructions.add(text.text());
        }
      } else {
        parts.requireText(part, place);
      }
    }
  }

  private void say(ChatMessage message, int index, String place) {
    boolean model = message.role() == Role.ASSISTANT;
    GeminiTurn turn = turnOf(model, index);
    int before = turn.size();
    int calls = 0;
    for (ContentPart part : message.parts()) {
      if (part instanceof ToolCall call) {
        String where = place + ".tool_calls[" + calls++ + "]";
        turn.addCall(call.id(), call.name(), parts.call(call, !turn.hasCalls(), where));
      } else {
        parts.add(part, place, turn::add);
      }
    }
    if (turn.size() == before) {
      dropped(place, "nothing is left of it, and Google takes no empty content");
      if (turn.isEmpty()) {
        turns.remove(turn);
      }
    }
  }

  private void result(ChatMessage message, int index, String place) {
    GeminiTurn last = last();
    GeminiTurn asked = last == null || last.model() ? last : last.asked();
    String id = Objects.requireNonNullElse(message.toolCallId(), "");
    String name = asked == null ? null : asked.awaited(id);
    if (asked == null || name == null) {
      throw new UnsupportedRequestException(
          place + ".tool_call_id",
          "'"
              + id
              + "' answers no tool call of the assistant message right before it, as Google"
              + " demands");
    }
    turnOf(false, index);
    List<JsonBody> answer = new ArrayList<>(1);
    StringBuilder text = new StringBuilder();
    List<JsonBody> media = new ArrayList<>(0);
    for (ContentPart part : message.parts()) {
      if (part instanceof Text piece) {
        text.append(piece.text());
      } else {
        parts.add(part, place, media::add);
      }
    }
    answer.add(parts.result(id, name, text.toString()));
    answer.addAll(media);
    asked.answer(id, answer);
  }

  private GeminiTurn turnOf(boolean model, int index) {
    GeminiTurn last = last();
    if (last == null || last.model() != model) {
      last = new GeminiTurn(model, index, last);
      turns.add(last);
    }
    return last;
  }

  private @Nullable GeminiTurn last() {
    return turns.isEmpty() ? null : turns.get(turns.size() - 1);
  }

  private void dropped(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
