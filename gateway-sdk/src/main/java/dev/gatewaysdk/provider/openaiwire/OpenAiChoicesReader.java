package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the choices of a reply, which may interleave in streams. */
final class OpenAiChoicesReader {
  private static final int MAX_CHOICES = 1024;
  private static final int UNKNOWN = -1;

  private static final JsonReader.Options CHOICE_FIELDS =
      JsonReader.Options.of(
          "index",
          "delta",
          "message",
          "finish_reason",
          "logprobs",
          "stop_reason",
          "error",
          "native_finish_reason",
          "content_filter_results",
          "token_ids",
          "seed");

  private static final JsonReader.Options DELTA = JsonReader.Options.of("delta");
  private static final JsonReader.Options MESSAGE = JsonReader.Options.of("message");

  private final String format;
  private final String callId;
  private final List<@Nullable OpenAiChoiceReader> choices = new ArrayList<>(1);
  private @Nullable OpenAiError failure;

  OpenAiChoicesReader(String format, String callId) {
    this.format = format;
    this.callId = callId;
  }

  /** Whether none was read so far. */
  boolean isEmpty() {
    return choices.isEmpty();
  }

  /** The error that a choice reported; null if none did. */
  @Nullable OpenAiError failure() {
    return failure;
  }

  /** Whether there are choices, and each has said why it stopped. */
  boolean allFinished() {
    for (int i = 0; i < choices.size(); i++) {
      OpenAiChoiceReader choice = choices.get(i);
      if (choice != null && !choice.finished()) {
        return false;
      }
    }
    return !choices.isEmpty();
  }

  /** Ends the choices that never said why they stopped. */
  void finish(Consumer<? super ReplyEvent> out) {
    for (int i = 0; i < choices.size(); i++) {
      OpenAiChoiceReader choice = choices.get(i);
      if (choice != null) {
        choice.finish(null, null, out);
      }
    }
  }

  /** Reads the list; false if it is empty. */
  boolean read(JsonReader json, Consumer<? super ReplyEvent> out, boolean whole)
      throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return false;
    }
    json.beginArray();
    int position = 0;
    for (; json.hasNext(); position++) {
      choice(json, out, whole, whole ? position : 0);
    }
    json.endArray();
    return position > 0;
  }

  private void choice(
      JsonReader json, Consumer<? super ReplyEvent> out, boolean whole, int position)
      throws IOException {
    int index = UNKNOWN;
    String finishReason = null;
    String stopSequence = null;
    Logprobs logprobs = null;
    boolean read = false;
    json.beginObject();
    while (json.hasNext()) {
      int field = json.selectName(CHOICE_FIELDS);
      switch (field) {
        case 0 -> index = index(json);
        case 1, 2 -> {
          if (index == UNKNOWN) {
            index = indexAhead(json, position);
          }
          boolean usual = whole == (field == 2);
          if (usual || !read && !isAhead(json, whole ? MESSAGE : DELTA)) {
            reader(index).read(json, out, whole);
            read = true;
          } else {
            json.skipValue(); // Some hosts repeat all that was said so far beside each piece.
          }
        }
        case 3 -> finishReason = reason(json);
        case 4 -> logprobs = OpenAiSideReader.logprobs(json);
        case 5 -> stopSequence = reason(json);
        case 6 -> {
          OpenAiError error = OpenAiError.readIfAny(json);
          failure = error == null ? failure : error;
        }
        case UNKNOWN -> OpenAiReplyReader.skipField(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    OpenAiChoiceReader choice = reader(index == UNKNOWN ? position : index);
    choice.logprobs(logprobs, out);
    if (whole || finishReason != null) {
      choice.finish(finishReason, stopSequence, out);
    }
  }

  private static boolean isAhead(JsonReader json, JsonReader.Options name) throws IOException {
    try (JsonReader ahead = json.peekJson()) {
      ahead.skipValue();
      while (ahead.hasNext()) {
        if (ahead.selectName(name) == 0) {
          return true;
        }
        OpenAiReplyReader.skipField(ahead);
      }
    }
    return false;
  }

  private static int index(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.NUMBER) {
      json.skipValue();
      return UNKNOWN;
    }
    return json.nextInt();
  }

  /** Some hosts write the index after what belongs to it, or not at all. */
  private static int indexAhead(JsonReader json, int otherwise) throws IOException {
    try (JsonReader ahead = json.peekJson()) {
      ahead.skipValue();
      while (ahead.hasNext()) {
        switch (ahead.selectName(CHOICE_FIELDS)) {
          case 0 -> {
            int index = index(ahead);
            return index == UNKNOWN ? otherwise : index;
          }
          case UNKNOWN -> OpenAiReplyReader.skipField(ahead);
          default -> ahead.skipValue();
        }
      }
    }
    return otherwise;
  }

  /** Null while it goes on; some hosts write an empty string for that. */
  private static @Nullable String reason(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.STRING) {
      json.skipValue();
      return null;
    }
    String reason = json.nextString();
    return reason.isEmpty() ? null : reason;
  }

  private OpenAiChoiceReader reader(int index) {
    if (index < 0 || index >= MAX_CHOICES) {
      throw new JsonDataException("choice out of range");
    }
    while (choices.size() <= index) {
      choices.add(null);
    }
    OpenAiChoiceReader choice = choices.get(index);
    if (choice == null) {
      choice = new OpenAiChoiceReader(index, format, callId);
      choices.set(index, choice);
    }
    return choice;
  }
}
