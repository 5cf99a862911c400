package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.JsonBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One content of the request: all that one side says before the other does. */
final class GeminiTurn {
  /**
   * A call of this turn, and what answers it.
   *
   * @param id empty if it has none
   * @param answer the result, and the media that come with it; empty until it is there
   */
  private record Call(String id, String name, List<JsonBody> answer) {}

  private final boolean model;
  private final int firstMessage;
  private final List<Call> calls = new ArrayList<>(0);
  private final List<JsonBody> parts = new ArrayList<>(2);
  private final @Nullable GeminiTurn asked;

  /**
   * @param firstMessage the index of its first message in the neutral request
   * @param before null for the first turn
   */
  GeminiTurn(boolean model, int firstMessage, @Nullable GeminiTurn before) {
    this.model = model;
    this.firstMessage = firstMessage;
    this.asked = model ? null : before;
  }

  boolean model() {
    return model;
  }

  void add(JsonBody part) {
    parts.add(part);
  }

  /** Puts parts before its own. */
  void addFirst(List<JsonBody> first) {
    parts.addAll(0, first);
  }

  /** Adds a function call of the model. */
  void addCall(String id, String name, JsonBody part) {
    calls.add(new Call(id, name, new ArrayList<>(1)));
    parts.add(part);
  }

  /** How many parts it has of its own, results apart. */
  int size() {
    return parts.size();
  }

  boolean isEmpty() {
    return parts.isEmpty() && (asked == null || !asked.hasCalls());
  }

  /** The turn of the model before this one of the user; null if there is none. */
  @Nullable GeminiTurn asked() {
    return asked;
  }

  boolean hasCalls() {
    return !calls.isEmpty();
  }

  /** The name of the first call of that id that has no result yet; null if there is none. */
  @Nullable String awaited(String id) {
    Call call = open(id);
    return call == null ? null : call.name;
  }

  /** Answers the first call of that id that has no result yet. */
  void answer(String id, List<JsonBody> answer) {
    Call call = open(id);
    if (call != null) {
      call.answer.addAll(answer);
    }
  }

  private @Nullable Call open(String id) {
    for (Call call : calls) {
      if (call.id.equals(id) && call.answer.isEmpty()) {
        return call;
      }
    }
    return null;
  }

  /** Checks that every call has its result: Google demands as many of them as there are calls. */
  void requireAnswered() {
    for (Call call : calls) {
      if (call.answer.isEmpty()) {
        throw new UnsupportedRequestException(
            "messages[" + firstMessage + "].tool_calls",
            "'"
                + call.id
                + "' has no result in the messages right after it, as Google demands: add one"
                + " with toolResult(…)");
      }
    }
  }

  /**
   * Results come first, in the order of their calls, which is all that some models go by, and with
   * nothing between them, which others count as a result.
   */
  void write(JsonWriter json) throws IOException {
    json.beginObject();
    json.name("role").value(model ? "model" : "user");
    json.name("parts").beginArray();
    if (asked != null) {
      for (Call call : asked.calls) {
        call.answer.get(0).write(json);
      }
      for (Call call : asked.calls) {
        for (JsonBody part : call.answer.subList(1, call.answer.size())) {
          part.write(json);
        }
      }
    }
    for (JsonBody part : parts) {
      part.write(json);
    }
    json.endArray().endObject();
  }
}
