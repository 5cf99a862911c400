package dev.gatewaysdk.server;

import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what only the model's messages have. */
final class AssistantReader {
  private final JsonIn json;
  private final int message;
  private final List<ToolCall> calls = new ArrayList<>(0);
  private @Nullable String reasoning;
  private @Nullable String refusal;
  private @Nullable SpokenAnswer spoken;
  private @Nullable String legacyCall;
  private @Nullable RawJson state;

  /**
   * @param message which message of the conversation it is
   */
  AssistantReader(JsonIn json, int message) {
    this.json = json;
    this.message = message;
  }

  /** Reads a field; false if it is none of them. */
  boolean field(String name) throws IOException {
    switch (name) {
      case "reasoning_content", "reasoning" -> reasoning = json.text(); // Two names for one thing.
      case "refusal" -> refusal = json.text();
      case "tool_calls" -> json.array(() -> call(new Call(String.valueOf(json.path()))));
      case "function_call" -> {
        Call call = new Call(String.valueOf(json.path()));
        legacyCall = "call_" + message;
        call.id = legacyCall;
        call(call);
      }
      case "audio" -> audio(json.path());
      case MessageState.FIELD -> state = json.raw();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The id given to a call in OpenAI's first form, which has none; null if there is no such. */
  @Nullable String legacyCall() {
    return legacyCall;
  }

  /**
   * The parts of the message: as its provider gave them, if their state came back with them and
   * nothing was changed; else in the order that OpenAI's form implies.
   */
  List<ContentPart> parts(List<ContentPart> content) {
    List<ContentPart> plain =
        Plain.parts(reasoning == null ? "" : reasoning, content, refusal, spoken, calls);
    return state == null ? plain : MessageState.restore(state, plain);
  }

  private void audio(@Nullable String path) throws IOException {
    Audio audio = new Audio();
    json.object(audio::field);
    if (audio.id == null && audio.data.isEmpty()) {
      throw new InvalidRequestException(path + ".id", "is missing");
    }
    spoken = new SpokenAnswer(audio.id, audio.data, audio.transcript, audio.expiresAt);
  }

  private void call(Call call) throws IOException {
    json.object(call::field);
    calls.add(call.build());
  }

  /** A spoken answer in the making. */
  private final class Audio {
    private @Nullable String id;
    private String data = "";
    private String transcript = "";
    private @Nullable Long expiresAt;

    void field(String field) throws IOException {
      switch (field) {
        case "id" -> id = json.text();
        case "data" -> data = json.text();
        case "transcript" -> transcript = json.text();
        case "expires_at" -> expiresAt = json.longWhole();
        default -> json.skip();
      }
    }
  }

  /** One call in the making. */
  private final class Call {
    private final String path;
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String arguments;
    private ToolCall.Type type = ToolCall.Type.FUNCTION;

    Call(String path) {
      this.path = path;
    }

    void field(String field) throws IOException {
      switch (field) {
        case "id" -> id = json.text();
        case "type" -> type(json.path(), json.text());
        case "function", "custom" -> json.object(this::field);
        case "name" -> name = json.text();
        case "arguments", "input" -> arguments = json.text();
        default -> json.skip(); // Such as the index that streams have.
      }
    }

    private void type(@Nullable String place, String text) {
      if (!text.equals("function") && !text.equals("custom")) {
        throw new InvalidRequestException(place, "must be function or custom");
      }
      type = text.equals("custom") ? ToolCall.Type.CUSTOM : ToolCall.Type.FUNCTION;
    }

    ToolCall build() {
      if (id == null || name == null) {
        throw new InvalidRequestException(path + (id == null ? ".id" : ".name"), "is missing");
      }
      return new ToolCall(id, name, arguments == null ? "" : arguments, type);
    }
  }
}
