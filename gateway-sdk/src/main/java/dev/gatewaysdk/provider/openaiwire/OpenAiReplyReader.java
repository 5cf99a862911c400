package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatEvent;
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

  private static final JsonReader.Options GROQ_FIELDS =
      JsonReader.Options.of("usage", "error", "id");

  /** The usual ones, too: what is not listed costs a string each time. */
  private static final JsonReader.Options OBJECTS =
      JsonReader.Options.of("error", "chat.completion.chunk", "chat.completion");

  private final WireFlavor flavor;
  private final OpenAiUsageReader usage;
  private final OpenAiChoicesReader choices;
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
    this.choices = new OpenAiChoicesReader(flavor.format(), callId);
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
    ended = flavor.has(Trait.ENDS_WITH_FINISH_REASON) && choices.allFinished();
  }

  @Override
  public void sentinel(Consumer<? super ReplyEvent> out) {
    choices.finish(out);
    ended = true;
  }

  @Override
  public boolean ended() {
    return ended;
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
            identityAhead(json);
            started(out);
          }
          answers = choices.read(json, out, whole);
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
    failure = failure == null ? choices.failure() : failure;
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

  /** Some hosts write it after the choices, whose events come after it all the same. */
  private void identityAhead(JsonReader json) throws IOException {
    if (id != null || model != null) {
      return;
    }
    try (JsonReader ahead = json.peekJson()) {
      ahead.skipValue();
      while (ahead.hasNext()) {
        switch (ahead.selectName(FIELDS)) {
          case 0 -> id = identity(ahead, id);
          case 1 -> model = identity(ahead, model);
          case UNKNOWN -> skipField(ahead);
          default -> ahead.skipValue();
        }
      }
    }
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
    OpenAiError error = OpenAiError.readIfAny(json);
    failure = error == null ? failure : error;
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
    int object = json.peek() == JsonReader.Token.STRING ? json.selectString(OBJECTS) : UNKNOWN;
    if (object == UNKNOWN) {
      json.skipValue();
    }
    return object == 0;
  }

  static void skipField(JsonReader json) throws IOException {
    json.skipName();
    json.skipValue();
  }
}
