package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
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
 * <p>A stream ends with {@code [DONE]} and with nothing else, unless the host is known to send
 * none: every choice may be finished before, but without it the usage may be missing.
 */
final class OpenAiReplyReader implements ReplyReader {
  private static final int MAX_CHOICES = 1024;
  private static final int UNKNOWN = -1;

  /** Fields that are passed on as they came, in the order of {@link #FIELDS}. */
  private static final String[] PASSED_ON = {
    "service_tier",
    "system_fingerprint",
    "provider",
    "citations",
    "search_results",
    "images",
    "related_questions",
    "usage_breakdown"
  };

  private static final int FIRST_PASSED_ON = 10;

  /** What is read, then what is skipped: a name that is not listed costs a string each time. */
  private static final JsonReader.Options FIELDS =
      JsonReader.Options.of(
          "id",
          "model",
          "choices",
          "usage",
          "error",
          "x_groq",
          "object",
          "message",
          "detail",
          "status_code",
          "service_tier",
          "system_fingerprint",
          "provider",
          "citations",
          "search_results",
          "images",
          "related_questions",
          "usage_breakdown",
          "created",
          "obfuscation",
          "p",
          "type",
          "code",
          "param");

  private static final int TYPE = 21;
  private static final int CODE = 22;

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

  private static final JsonReader.Options GROQ_FIELDS =
      JsonReader.Options.of("usage", "error", "id");
  private static final JsonReader.Options ERROR_OBJECT = JsonReader.Options.of("error");
  private static final JsonReader.Options DELTA = JsonReader.Options.of("delta");
  private static final JsonReader.Options MESSAGE = JsonReader.Options.of("message");

  private final WireFlavor flavor;
  private final String callId;
  private final OpenAiUsageReader usage;
  private final List<@Nullable OpenAiChoiceReader> choices = new ArrayList<>(1);
  private @Nullable String id;
  private @Nullable String model;
  private boolean identityIsNew;
  private boolean ended;
  private int passedOn;
  private @Nullable List<ReplyEvent> atEnd;
  private ChatEvent.@Nullable UsageReported reported;
  private @Nullable OpenAiError failure;

  /**
   * @param trail where to note contradictions
   * @param callId to make up ids of tool calls from, where the host gives none
   */
  OpenAiReplyReader(WireFlavor flavor, CallTrail trail, String callId) {
    this.flavor = flavor;
    this.callId = callId;
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
    ended = flavor.has(Trait.ENDS_WITH_FINISH_REASON) && allFinished();
  }

  @Override
  public void sentinel(Consumer<? super ReplyEvent> out) {
    for (int i = 0; i < choices.size(); i++) {
      OpenAiChoiceReader choice = choices.get(i);
      if (choice != null) {
        choice.finish(null, null, out);
      }
    }
    ended = true;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  private boolean allFinished() {
    for (int i = 0; i < choices.size(); i++) {
      OpenAiChoiceReader choice = choices.get(i);
      if (choice != null && !choice.finished()) {
        return false;
      }
    }
    return !choices.isEmpty();
  }

  private void object(JsonReader json, Consumer<? super ReplyEvent> out, boolean whole)
      throws IOException {
    reported = null;
    boolean isError = false;
    boolean answers = false;
    String message = null;
    String type = null;
    String code = null;
    int status = 0;
    json.beginObject();
    while (json.hasNext()) {
      int field = json.selectName(FIELDS);
      switch (field) {
        case 0 -> id = identity(json, id);
        case 1 -> model = identity(json, model);
        case 2 -> {
          if (!whole) {
            started(out);
          }
          answers = choices(json, out, whole);
        }
        case 3 -> {
          ChatEvent.UsageReported read = usage.read(json);
          reported = read == null ? reported : read;
        }
        case 4 -> error(json);
        case 5 -> groq(json);
        case 6 -> isError = isError(json);
        case 7, 8 -> message = OpenAiError.message(json);
        case 9 -> status = OpenAiError.status(json);
        case UNKNOWN -> skipField(json);
        case TYPE -> type = OpenAiError.text(json);
        case CODE -> code = OpenAiError.text(json);
        default -> {
          if (field < FIRST_PASSED_ON + PASSED_ON.length) {
            passOn(json, field - FIRST_PASSED_ON);
          } else {
            json.skipValue();
          }
        }
      }
    }
    json.endObject();
    if (failure == null && message != null && (isError || choices.isEmpty() && !answers)) {
      failure = new OpenAiError(message, type, code, null, status, null);
    }
    end(out, whole);
  }

  /** What stands at the end of a piece: its usage, its further fields, and its error. */
  private void end(Consumer<? super ReplyEvent> out, boolean whole) {
    if (!whole) {
      started(out);
    }
    if (reported != null) {
      out.accept(reported);
    }
    if (atEnd != null) {
      atEnd.forEach(out);
      atEnd = null;
    }
    if (failure != null) {
      throw failure.failure().build();
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

  /** The first that is not empty counts; some hosts repeat them on every chunk. */
  private void passOn(JsonReader json, int field) throws IOException {
    if ((passedOn & 1 << field) != 0) {
      json.skipValue();
      return;
    }
    RawJson value = OpenAiChoiceReader.raw(json);
    if (value != null) {
      passedOn |= 1 << field;
      atEnd = atEnd == null ? new ArrayList<>(2) : atEnd;
      atEnd.add(new ChatEvent.FieldReported(PASSED_ON[field], value));
    }
  }

  private void error(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return;
    }
    OpenAiError error = OpenAiError.read(json);
    failure = error.isEmpty() ? failure : error;
  }

  /** Groq's own corner; its usage stands beside the choices as well when that was asked for. */
  private void groq(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      json.skipValue();
      return;
    }
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(GROQ_FIELDS)) {
        case 0 -> {
          ChatEvent.UsageReported read = usage.read(json);
          reported = reported == null ? read : reported;
        }
        case 1 -> error(json);
        case 2 -> json.skipValue();
        default -> skipField(json);
      }
    }
    json.endObject();
  }

  private static boolean isError(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.STRING && json.selectString(ERROR_OBJECT) == 0) {
      return true;
    }
    json.skipValue();
    return false;
  }

  private boolean choices(JsonReader json, Consumer<? super ReplyEvent> out, boolean whole)
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
        case 0 -> index = json.nextInt();
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
        case 6 -> error(json);
        case UNKNOWN -> skipField(json);
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
        skipField(ahead);
      }
    }
    return false;
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
      choice = new OpenAiChoiceReader(index, flavor.format(), callId);
      choices.set(index, choice);
    }
    return choice;
  }

  static void skipField(JsonReader json) throws IOException {
    json.skipName();
    json.skipValue();
  }
}
