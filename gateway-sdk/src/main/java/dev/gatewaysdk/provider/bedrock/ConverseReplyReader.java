package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.AnswerForm;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.provider.http.WireNames;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer of Converse or ConverseStream into events.
 *
 * <p>Keys may stand in any order, unknown ones are skipped, and no value of an unexpected type is
 * an error. The reason for stopping comes before the usage, whose event is the proper end of a
 * stream. Neither an id nor a model is in the answer; the request's id is in a header.
 */
final class ConverseReplyReader implements ReplyReader {
  private static final int OK = 200;

  private static final WireNames FRAME =
      new WireNames(
          ":message-type",
          ":event-type",
          ":exception-type",
          ":error-code",
          ":error-message",
          "payload");
  private static final WireNames EVENTS =
      new WireNames(
          "contentBlockDelta",
          "contentBlockStart",
          "contentBlockStop",
          "messageStart",
          "messageStop",
          "metadata");

  private final ConverseContent content;
  private boolean ended;

  /**
   * @param names as they were sent
   * @param form of the answer that was asked for
   */
  ConverseReplyReader(ToolNames names, AnswerForm form) {
    this.content = new ConverseContent(names, form);
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    List<ReplyEvent> said = new ArrayList<>();
    List<ReplyEvent> after = new ArrayList<>();
    String stopReason = null;
    boolean hasOutput = false;
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      switch (name) {
        case "output" -> hasOutput = output(json, said::add);
        case "stopReason" -> stopReason = WireJson.text(json);
        default -> further(name, json, after::add);
      }
    }
    json.endObject();
    if (!hasOutput) {
      throw malformed("the answer has no output.message.content");
    }
    out.accept(new ChatEvent.Started(null, null));
    said.forEach(out);
    content.finish(stopReason, after, out);
    after.forEach(out);
    ended = true;
  }

  @Override
  public void event(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    String event = "";
    String failure = null;
    String message = null;
    boolean fine = false;
    json.beginObject();
    while (json.hasNext()) {
      switch (FRAME.next(json)) {
        case ":message-type" -> fine = "event".equals(WireJson.text(json));
        case ":event-type" -> event = EVENTS.value(json);
        case ":exception-type", ":error-code" -> failure = WireJson.text(json);
        case ":error-message" -> message = WireJson.text(json);
        case "payload" -> {
          if (fine) {
            payload(event, json, out);
          } else {
            message = message(json, message);
          }
        }
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (!fine) {
      throw BedrockErrors.inStream(failure, message).build();
    }
  }

  private static @Nullable String message(JsonReader json, @Nullable String before)
      throws IOException {
    if (json.peek() == JsonReader.Token.STRING) {
      return json.nextString();
    }
    String message = before;
    if (WireJson.enterObject(json)) {
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "message", "Message" -> message = WireJson.text(json);
          default -> json.skipValue();
        }
      }
      json.endObject();
    }
    return message;
  }

  private void payload(String event, JsonReader json, Consumer<? super ReplyEvent> out)
      throws IOException {
    switch (event) {
      case "contentBlockDelta", "contentBlockStart", "contentBlockStop" ->
          content.event(event, json, out);
      case "messageStart" -> {
        json.skipValue();
        out.accept(new ChatEvent.Started(null, null));
      }
      case "messageStop" -> stop(json, out);
      case "metadata" -> {
        if (WireJson.enterObject(json)) {
          while (json.hasNext()) {
            further(json.nextName(), json, out);
          }
          json.endObject();
        }
        ended = true;
      }
      default -> json.skipValue();
    }
  }

  private void stop(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    String reason = null;
    List<ReplyEvent> after = new ArrayList<>(1);
    if (WireJson.enterObject(json)) {
      while (json.hasNext()) {
        String name = json.nextName();
        if (name.equals("stopReason")) {
          reason = WireJson.text(json);
        } else {
          further(name, json, after::add);
        }
      }
      json.endObject();
    }
    content.finish(reason, after, out);
    after.forEach(out);
  }

  /** Fields beside the message: the usage, and what is passed on as it came. */
  private static void further(String name, JsonReader json, Consumer<? super ReplyEvent> out)
      throws IOException {
    switch (name) {
      case "usage" -> {
        ChatEvent usage = ConverseUsage.read(json);
        if (usage != null) {
          out.accept(usage);
        }
      }
      case "p" -> json.skipValue(); // Padding, so that lengths give nothing away.
      default -> {
        RawJson value = WireJson.raw(json);
        if (!value.text().equals("null")) {
          out.accept(new ChatEvent.FieldReported(name, value));
        }
      }
    }
  }

  private boolean output(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    boolean found = false;
    if (WireJson.enterObject(json)) {
      while (json.hasNext()) {
        if (json.nextName().equals("message")) {
          found = message(json, out);
        } else {
          json.skipValue();
        }
      }
      json.endObject();
    }
    return found;
  }

  private boolean message(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    boolean found = false;
    if (WireJson.enterObject(json)) {
      while (json.hasNext()) {
        if (!Objects.equals(json.nextName(), "content")) {
          json.skipValue();
        } else if (WireJson.enterArray(json)) {
          found = true;
          while (json.hasNext()) {
            content.block(json, out);
          }
          json.endArray();
        }
      }
      json.endObject();
    }
    return found;
  }

  private static ProviderException malformed(String what) {
    return ProviderException.builder(FailureKind.MALFORMED_REPLY, what).status(OK).build();
  }
}
