package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A conversation as Cohere takes it: instructions first, documents apart from the messages. */
final class CohereConversation {
  private final Consumer<Adjustment> adjusted;
  private final CohereParts parts;
  private final List<JsonBody> system = new ArrayList<>(1);
  private final List<JsonBody> messages = new ArrayList<>();
  private final Queue<String> namelessCalls = new ArrayDeque<>(0);
  private int calls;

  /**
   * @param words a further instruction; null for none
   */
  CohereConversation(
      List<ChatMessage> conversation, @Nullable String words, Consumer<Adjustment> adjusted) {
    this.adjusted = adjusted;
    this.parts = new CohereParts(adjusted);
    for (int i = 0; i < conversation.size(); i++) {
      add(conversation.get(i), "messages[" + i + "]");
    }
    if (words != null) {
      system.add(json -> message(json, "system", List.of(CohereParts.text(words)), true));
    }
  }

  /** What the model is to rest its answer on; may be empty. */
  List<RawJson> documents() {
    return parts.documents();
  }

  void write(JsonWriter json) throws IOException {
    json.beginArray();
    for (JsonBody message : system) {
      message.write(json);
    }
    for (JsonBody message : messages) {
      message.write(json);
    }
    json.endArray();
  }

  private void add(ChatMessage message, String place) {
    if (message.name() != null) {
      adjusted(Kind.DROPPED, place + ".name", "Cohere has no names of speakers");
    }
    switch (message.role()) {
      case SYSTEM, DEVELOPER -> instruct(message, place);
      case USER -> user(message, place);
      case ASSISTANT -> assistant(message, place);
      default -> result(message, place);
    }
  }

  private void instruct(ChatMessage message, String place) {
    if (!messages.isEmpty()) {
      adjusted(Kind.EMULATED, place, "moved to the front: Cohere has instructions only there");
    }
    List<JsonBody> content = parts.content(message, place);
    system.add(json -> message(json, "system", content, isPlain(message)));
  }

  private void user(ChatMessage message, String place) {
    List<JsonBody> content = parts.content(message, place);
    if (content.isEmpty()) {
      adjusted(Kind.EMULATED, place, "left out: all that it had became documents");
      return;
    }
    messages.add(json -> message(json, "user", content, isPlain(message)));
  }

  private void assistant(ChatMessage message, String place) {
    CohereAnswer answer = parts.answer(message, place, this::id);
    if (answer.isEmpty()) {
      // An answer may be empty; to leave it out loses nothing.
      boolean nothing =
          message.parts().stream()
              .allMatch(part -> part instanceof Text text && text.text().isBlank());
      adjusted(
          nothing ? Kind.EMULATED : Kind.DROPPED,
          place,
          "left out: nothing is left of it, and Cohere takes no empty message");
      return;
    }
    messages.add(answer);
  }

  /** Calls without an id and their results are tied by their order. */
  private String id(String id, String place) {
    String known = id;
    if (id.isEmpty()) {
      known = "call_" + calls;
      namelessCalls.add(known);
      adjusted(Kind.EMULATED, place + ".tool_call_id", "made up, since it had none");
    }
    calls++;
    return known;
  }

  private void result(ChatMessage message, String place) {
    String asked = message.toolCallId() == null ? "" : message.toolCallId();
    String made = asked.isEmpty() ? namelessCalls.poll() : null;
    String id = made == null ? asked : made;
    List<JsonBody> content = parts.content(message, place);
    messages.add(
        json -> {
          json.beginObject().name("role").value("tool").name("tool_call_id").value(id);
          content(json, content, isPlain(message));
          json.endObject();
        });
  }

  /** Whether all of it is one text. */
  private static boolean isPlain(ChatMessage message) {
    List<ContentPart> parts = message.parts();
    return parts.size() == 1 && parts.get(0) instanceof Text;
  }

  private static void message(JsonWriter json, String role, List<JsonBody> content, boolean plain)
      throws IOException {
    json.beginObject().name("role").value(role);
    content(json, content, plain);
    json.endObject();
  }

  private static void content(JsonWriter json, List<JsonBody> content, boolean plain)
      throws IOException {
    json.name("content");
    if (plain && content.size() == 1 && content.get(0) instanceof CohereParts.TextPart text) {
      json.value(text.text());
      return;
    }
    json.beginArray();
    for (JsonBody part : content) {
      part.write(json);
    }
    json.endArray();
  }

  private void adjusted(Kind kind, String subject, String detail) {
    adjusted.accept(new Adjustment(kind, subject, detail));
  }
}
