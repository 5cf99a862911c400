package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenAI's chat completions, whole and in chunks; both have the same fields, but for {@code
 * message} and {@code delta}.
 *
 * <p>A stream ends with {@code [DONE]} and with nothing else: every choice may be finished before,
 * but without it the usage may be missing.
 */
final class OpenAiReplyReader implements ReplyReader {
  /** Whose the blocks are. */
  static final String FORMAT = "openai";

  /** The name of the block that citations are passed on in; part of replies only. */
  static final String ANNOTATIONS = "annotations";

  private static final int MAX_CHOICES = 1024;
  private static final int UNKNOWN = -1;

  /** What is read, then what is skipped: a name that is not listed costs a string each time. */
  private static final JsonReader.Options FIELDS =
      JsonReader.Options.of(
          "id",
          "model",
          "choices",
          "usage",
          "error",
          "object",
          "created",
          "service_tier",
          "system_fingerprint",
          "obfuscation");

  private static final JsonReader.Options CHOICE_FIELDS =
      JsonReader.Options.of("index", "delta", "message", "finish_reason", "logprobs");

  private final OpenAiUsageReader usage;
  private final List<@Nullable OpenAiChoiceReader> choices = new ArrayList<>(1);
  private @Nullable String id;
  private @Nullable String model;
  private boolean identityIsNew;
  private boolean ended;

  /**
   * @param trail where to note contradictions
   */
  OpenAiReplyReader(CallTrail trail) {
    this.usage = new OpenAiUsageReader(trail);
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    List<ReplyEvent> events = new ArrayList<>(4); // Its fields may be in any order.
    object(json, events::add, true);
    if (choices.isEmpty()) {
      throw new JsonDataException("no choices");
    }
    started(out);
    events.forEach(out);
    ended = true;
  }

  @Override
  public void event(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    object(json, out, false);
  }

  @Override
  public void sentinel(Consumer<? super ReplyEvent> out) {
    for (int i = 0; i < choices.size(); i++) {
      OpenAiChoiceReader choice = choices.get(i);
      if (choice != null) {
        choice.finish(null, out);
      }
    }
    ended = true;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  private void object(JsonReader json, Consumer<? super ReplyEvent> out, boolean whole)
      throws IOException {
    ChatEvent.UsageReported reported = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(FIELDS)) {
        case 0 -> id = identity(json, id);
        case 1 -> model = identity(json, model);
        case 2 -> {
          if (!whole) {
            started(out);
          }
          choices(json, out, whole);
        }
        case 3 -> reported = usage.read(json);
        case 4 -> error(json);
        case UNKNOWN -> skipField(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (reported != null) {
      out.accept(reported);
    }
  }

  /** The first that is not empty counts; the same in all later chunks need not be read. */
  private @Nullable String identity(JsonReader json, @Nullable String known) throws IOException {
    if (known != null || json.peek() != JsonReader.Token.STRING) {
      json.skipValue();
      return known;
    }
    String value = json.nextString();
    if (value.isEmpty()) {
      return null;
    }
    identityIsNew = true;
    return value;
  }

  private void started(Consumer<? super ReplyEvent> out) {
    if (identityIsNew) {
      identityIsNew = false;
      out.accept(new ChatEvent.Started(id, model));
    }
  }

  private static void error(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
    } else {
      throw OpenAiError.read(json).failure().build();
    }
  }

  private void choices(JsonReader json, Consumer<? super ReplyEvent> out, boolean whole)
      throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return;
    }
    json.beginArray();
    for (int position = 0; json.hasNext(); position++) {
      choice(json, out, whole, whole ? position : 0);
    }
    json.endArray();
  }

  private void choice(
      JsonReader json, Consumer<? super ReplyEvent> out, boolean whole, int position)
      throws IOException {
    int index = UNKNOWN;
    String finishReason = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(CHOICE_FIELDS)) {
        case 0 -> index = json.nextInt();
        case 1, 2 -> {
          if (index == UNKNOWN) {
            index = indexAhead(json, position);
          }
          reader(index).read(json, out, whole);
        }
        case 3 -> finishReason = reason(json);
        case UNKNOWN -> skipField(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    OpenAiChoiceReader choice = reader(index == UNKNOWN ? position : index);
    if (whole || finishReason != null) {
      choice.finish(finishReason, out);
    }
  }

  /** Some hosts write the index after what belongs to it, or not at all. */
  private static int indexAhead(JsonReader json, int otherwise) throws IOException {
    try (JsonReader ahead = json.peekJson()) {
      ahead.skipValue();
      while (ahead.hasNext()) {
        switch (ahead.selectName(CHOICE_FIELDS)) {
          case 0 -> {
            return ahead.nextInt();
          }
          case UNKNOWN -> skipField(ahead);
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
      choice = new OpenAiChoiceReader(index);
      choices.set(index, choice);
    }
    return choice;
  }

  static void skipField(JsonReader json) throws IOException {
    json.skipName();
    json.skipValue();
  }
}
