package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatewaysdk.langchain4j.kit.host.Question.Call;
import java.util.ArrayList;
import java.util.List;

/** Writes an answer as Anthropic does. */
final class AnthropicAnswer {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Question question;
  private final Answer answer;
  private final List<String> events = new ArrayList<>();
  private int blocks;

  private AnthropicAnswer(Question question, Answer answer) {
    this.question = question;
    this.answer = answer;
  }

  static JsonNode whole(Question question, Answer answer) {
    return new AnthropicAnswer(question, answer).whole();
  }

  static List<String> streamed(Question question, Answer answer) {
    AnthropicAnswer writer = new AnthropicAnswer(question, answer);
    writer.stream();
    return writer.events;
  }

  /** The signature that a thought must come back with. */
  static String signature(String thought) {
    return "sig-" + Integer.toHexString(thought.hashCode());
  }

  private JsonNode whole() {
    ObjectNode message = message();
    ArrayNode content = message.putArray("content");
    if (!answer.thinking().isEmpty()) {
      String thought = String.join("", answer.thinking());
      content
          .addObject()
          .put("type", "thinking")
          .put("thinking", thought)
          .put("signature", signature(thought));
    }
    if (!answer.tokens().isEmpty()) {
      content.addObject().put("type", "text").put("text", answer.text());
    }
    for (Call call : answer.calls()) {
      content.add(toolUse(call, call.arguments()));
    }
    ending(message);
    message.set("usage", usage(answer.outputTokens()));
    return message;
  }

  private void stream() {
    ObjectNode start = typed("message_start");
    ObjectNode message = message();
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", usage(1));
    start.set("message", message);
    event(start);
    event(typed("ping"));
    if (!answer.thinking().isEmpty()) {
      begin(typed("thinking").put("thinking", "").put("signature", ""));
      answer.thinking().forEach(token -> delta("thinking_delta", "thinking", token));
      delta("signature_delta", "signature", signature(String.join("", answer.thinking())));
      end();
    }
    if (!answer.tokens().isEmpty()) {
      begin(typed("text").put("text", ""));
      answer.tokens().forEach(token -> delta("text_delta", "text", token));
      end();
    }
    answer.calls().forEach(this::call);
    ObjectNode last = typed("message_delta");
    ending(last.putObject("delta"));
    last.putObject("usage").put("output_tokens", answer.outputTokens());
    event(last);
    event(typed("message_stop"));
  }

  private void call(Call call) {
    begin(toolUse(call, JSON.objectNode()));
    delta("input_json_delta", "partial_json", "");
    if (!call.arguments().isEmpty()) {
      Tokens.of(call.arguments().toString())
          .forEach(piece -> delta("input_json_delta", "partial_json", piece));
    }
    end();
  }

  private static JsonNode toolUse(Call call, JsonNode input) {
    ObjectNode block = typed("tool_use").put("id", call.id()).put("name", call.name());
    block.set("input", input);
    return block;
  }

  private void begin(JsonNode block) {
    ObjectNode begin = typed("content_block_start").put("index", blocks);
    begin.set("content_block", block);
    event(begin);
  }

  private void delta(String type, String field, String value) {
    ObjectNode delta = typed("content_block_delta").put("index", blocks);
    delta.set("delta", typed(type).put(field, value));
    event(delta);
  }

  private void end() {
    event(typed("content_block_stop").put("index", blocks++));
  }

  private static ObjectNode typed(String type) {
    return JSON.objectNode().put("type", type);
  }

  private void event(ObjectNode event) {
    events.add("event: " + event.get("type").asText() + "\ndata: " + event + "\n\n");
  }

  private ObjectNode message() {
    return typed("message")
        .put("id", "msg_" + question.inputTokens())
        .put("role", "assistant")
        .put("model", question.model());
  }

  private void ending(ObjectNode target) {
    boolean stopped = !answer.stop().isEmpty();
    target.put(
        "stop_reason",
        switch (answer.ending()) {
          case STOP -> stopped ? "stop_sequence" : "end_turn";
          case LENGTH -> "max_tokens";
          case CALLS -> "tool_use";
        });
    target.put("stop_sequence", stopped ? answer.stop() : null);
  }

  private ObjectNode usage(int outputTokens) {
    return JSON.objectNode()
        .put("input_tokens", question.inputTokens())
        .put("output_tokens", outputTokens)
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", 0);
  }
}
