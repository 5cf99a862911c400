package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.provider.http.WireNames;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer of Cohere, streamed or whole, into events.
 *
 * <p>Keys may stand in any order, unknown ones are skipped. Calls are told apart by their index.
 * Citations, which come in the midst of the text that they support, are given at the end in one
 * block. {@code message-end} is the proper end of a stream, whether {@code [DONE]} follows or not.
 */
final class CohereReplyReader implements ReplyReader {
  private static final WireNames EVENT = new WireNames("type", "id", "index", "delta", "message");
  private static final WireNames TYPES =
      new WireNames(
          "content-delta",
          "content-start",
          "content-end",
          "tool-plan-delta",
          "tool-call-start",
          "tool-call-delta",
          "citation-start",
          "message-start",
          "message-end");

  private final Map<Integer, Integer> calls = new HashMap<>(0);
  private final List<RawJson> citations = new ArrayList<>(0);
  private int toolCalls;
  private boolean thinking;
  private boolean planning;
  private boolean ended;

  @Override
  public boolean ended() {
    return ended;
  }

  /** What an answer, or the end of a stream, says beside the message. */
  private static final class Ending {
    @Nullable CohereMessage message;
    @Nullable String reason;
    @Nullable String error;
    @Nullable ChatEvent usage;
    final List<ReplyEvent> further = new ArrayList<>(0);

    void field(String name, JsonReader json) throws IOException {
      switch (name) {
        case "message" -> {
          if (json.peek() == JsonReader.Token.STRING) {
            error = json.nextString();
          } else {
            message = CohereMessage.read(json);
          }
        }
        case "finish_reason" -> reason = WireJson.text(json);
        case "error" -> error = WireJson.text(json);
        case "usage" -> usage = CohereUsage.read(json);
        default -> {
          RawJson value = WireJson.raw(json);
          if (!value.text().equals("null")) {
            further.add(new ChatEvent.FieldReported(name, value));
          }
        }
      }
    }
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    Ending ending = new Ending();
    String id = null;
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals("id")) {
        id = WireJson.text(json);
      } else {
        ending.field(name, json);
      }
    }
    json.endObject();
    CohereMessage message = ending.message;
    if (message == null) {
      throw CohereErrors.inAnswer(
              Objects.requireNonNullElse(ending.error, "the answer has no message"),
              FailureKind.MALFORMED_REPLY)
          .build();
    }
    out.accept(new ChatEvent.Started(id, null));
    for (CohereMessage.Content content : message.content) {
      say(content, out);
      seal(out);
    }
    plan(message.toolPlan, out);
    seal(out);
    for (CohereMessage.Call call : message.calls) {
      begin(toolCalls, call, out);
    }
    citations.addAll(message.citations);
    finish(ending, out);
  }

  @Override
  public void event(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    String type = "";
    String id = null;
    String error = null;
    int index = 0;
    Ending delta = new Ending();
    json.beginObject();
    while (json.hasNext()) {
      switch (EVENT.next(json)) {
        case "type" -> type = TYPES.value(json);
        case "id" -> id = WireJson.text(json);
        case "index" -> index = json.nextInt();
        case "delta" -> delta(json, delta);
        case "message" -> error = WireJson.text(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (type.isEmpty() && error != null) {
      throw CohereErrors.inAnswer(error, FailureKind.UNAVAILABLE).build();
    }
    if (type.equals("message-start")) {
      out.accept(new ChatEvent.Started(id, null));
    } else if (type.equals("message-end")) {
      seal(out);
      finish(delta, out);
    } else {
      message(type, index, delta.message, out);
    }
  }

  private static void delta(JsonReader json, Ending delta) throws IOException {
    if (WireJson.enterObject(json)) {
      while (json.hasNext()) {
        delta.field(json.nextName(), json);
      }
      json.endObject();
    }
  }

  private void message(
      String type, int index, @Nullable CohereMessage message, Consumer<? super ReplyEvent> out) {
    switch (type) {
      case "content-start", "content-end" -> seal(out);
      default -> {}
    }
    if (message == null) {
      return;
    }
    switch (type) {
      case "content-start", "content-delta" -> message.content.forEach(one -> say(one, out));
      case "tool-plan-delta" -> plan(message.toolPlan, out);
      case "tool-call-start" -> {
        seal(out);
        message.calls.forEach(call -> begin(index, call, out));
      }
      case "tool-call-delta" -> message.calls.forEach(call -> goOn(index, call, out));
      case "citation-start" -> citations.addAll(message.citations);
      default -> {} // Ends of calls and citations, and whatever may come.
    }
  }

  private void say(CohereMessage.Content content, Consumer<? super ReplyEvent> out) {
    RawJson block = content.block();
    if (block != null) {
      ProviderBlock raw = new ProviderBlock(CohereFormat.NAME, content.kind(), block);
      out.accept(new ChatEvent.BlockAdded(0, raw));
    } else if (content.kind().equals("thinking")) {
      thinking = true;
      if (!content.text().isEmpty()) {
        out.accept(new ChatEvent.ReasoningDelta(0, content.text(), null));
      }
    } else if (!content.text().isEmpty()) {
      out.accept(new ChatEvent.TextDelta(0, content.text()));
    }
  }

  private void plan(String more, Consumer<? super ReplyEvent> out) {
    if (!more.isEmpty()) {
      if (thinking) {
        seal(out);
      }
      planning = true;
      out.accept(new ChatEvent.ReasoningDelta(0, more, null));
    }
  }

  /** Ends the thought or plan that is under way. */
  private void seal(Consumer<? super ReplyEvent> out) {
    if (thinking || planning) {
      out.accept(
          new ChatEvent.ReasoningDelta(
              0, "", thinking ? CohereFormat.THINKING : CohereFormat.TOOL_PLAN));
      thinking = false;
      planning = false;
    }
  }

  private void begin(int index, CohereMessage.Call call, Consumer<? super ReplyEvent> out) {
    calls.put(index, toolCalls);
    String id = call.id() == null ? "" : call.id();
    String name = call.name() == null ? "" : call.name();
    out.accept(
        new ChatEvent.ToolCallDelta(
            0, toolCalls++, id, name, call.arguments(), ToolCall.Type.FUNCTION));
  }

  private void goOn(int index, CohereMessage.Call call, Consumer<? super ReplyEvent> out) {
    Integer known = calls.get(index);
    if (known == null) {
      throw CohereErrors.inAnswer(
              "a tool's arguments belong to no tool call", FailureKind.MALFORMED_REPLY)
          .build();
    }
    if (!call.arguments().isEmpty()) {
      out.accept(
          new ChatEvent.ToolCallDelta(
              0, known, null, null, call.arguments(), ToolCall.Type.FUNCTION));
    }
  }

  private void finish(Ending ending, Consumer<? super ReplyEvent> out) {
    String reason = Objects.requireNonNullElse(ending.reason, "");
    if (reason.equals("ERROR") || reason.equals("TIMEOUT")) { // No end that anybody meant.
      throw failed(reason, ending.error);
    }
    ended = true;
    if (!citations.isEmpty()) {
      String all = citations.stream().map(RawJson::text).collect(Collectors.joining(",", "[", "]"));
      out.accept(new ChatEvent.BlockAdded(0, CohereFormat.citations(RawJson.parse(all))));
    }
    out.accept(new ChatEvent.Finished(0, meaning(reason), ending.reason, null));
    if (ending.usage != null) {
      out.accept(ending.usage);
    }
    ending.further.forEach(out);
  }

  private static ProviderException failed(String reason, @Nullable String error) {
    FailureKind kind = reason.equals("TIMEOUT") ? FailureKind.TIMEOUT : FailureKind.UNAVAILABLE;
    String message = error == null ? "the answer ended in " + reason : error;
    return CohereErrors.inAnswer(message, kind).type(reason).build();
  }

  private static FinishReason meaning(String reason) {
    return switch (reason) {
      case "COMPLETE", "STOP_SEQUENCE" -> FinishReason.STOP;
      case "MAX_TOKENS", "ERROR_LIMIT" -> FinishReason.LENGTH;
      case "TOOL_CALL" -> FinishReason.TOOL_CALLS;
      case "ERROR_TOXIC" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }
}
