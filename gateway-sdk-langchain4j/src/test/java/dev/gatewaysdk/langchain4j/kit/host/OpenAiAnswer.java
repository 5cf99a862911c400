package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatewaysdk.langchain4j.kit.host.Question.Call;
import java.util.ArrayList;
import java.util.List;

/** Writes an answer as OpenAI does. */
final class OpenAiAnswer {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Question question;
  private final Answer answer;
  private final List<String> events = new ArrayList<>();

  private OpenAiAnswer(Question question, Answer answer) {
    this.question = question;
    this.answer = answer;
  }

  static JsonNode whole(Question question, Answer answer) {
    return new OpenAiAnswer(question, answer).whole();
  }

  static List<String> streamed(Question question, Answer answer) {
    OpenAiAnswer writer = new OpenAiAnswer(question, answer);
    writer.stream();
    return writer.events;
  }

  private JsonNode whole() {
    ObjectNode body = envelope("chat.completion");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    if (answer.tokens().isEmpty()) {
      message.putNull("content");
    } else {
      message.put("content", answer.text());
    }
    for (Call call : answer.calls()) {
      ObjectNode written = message.withArray("tool_calls").addObject();
      written.put("id", call.id()).put("type", "function");
      written
          .putObject("function")
          .put("name", call.name())
          .put("arguments", call.arguments().toString());
    }
    choice.put("finish_reason", ending());
    body.set("usage", usage());
    return body;
  }

  private void stream() {
    delta(JSON.objectNode().put("role", "assistant").put("content", ""));
    for (String token : answer.tokens()) {
      delta(JSON.objectNode().put("content", token));
    }
    for (int i = 0; i < answer.calls().size(); i++) {
      call(i, answer.calls().get(i));
    }
    chunk(JSON.objectNode(), ending());
    if (question.countsStream()) {
      ObjectNode last = envelope("chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage());
      event(last.toString());
    }
    event("[DONE]");
  }

  private void call(int index, Call call) {
    ObjectNode begin = JSON.objectNode();
    ObjectNode first = begin.putArray("tool_calls").addObject().put("index", index);
    first.put("id", call.id()).put("type", "function");
    first.putObject("function").put("name", call.name()).put("arguments", "");
    delta(begin);
    for (String piece : Tokens.of(call.arguments().toString())) {
      ObjectNode more = JSON.objectNode();
      ObjectNode next = more.putArray("tool_calls").addObject().put("index", index);
      next.putObject("function").put("arguments", piece);
      delta(more);
    }
  }

  private void delta(ObjectNode delta) {
    chunk(delta, null);
  }

  private void chunk(ObjectNode delta, @org.jspecify.annotations.Nullable String ending) {
    ObjectNode chunk = envelope("chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.put("finish_reason", ending);
    event(chunk.toString());
  }

  private void event(String data) {
    events.add("data: " + data + "\n\n");
  }

  private ObjectNode envelope(String object) {
    return JSON.objectNode()
        .put("id", "chatcmpl-" + question.inputTokens())
        .put("object", object)
        .put("created", 1_700_000_000)
        .put("model", question.model());
  }

  private String ending() {
    return switch (answer.ending()) {
      case STOP -> "stop";
      case LENGTH -> "length";
      case CALLS -> "tool_calls";
    };
  }

  private ObjectNode usage() {
    int in = question.inputTokens();
    int out = answer.outputTokens();
    ObjectNode usage = JSON.objectNode();
    usage.put("prompt_tokens", in).put("completion_tokens", out).put("total_tokens", in + out);
    usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", answer.thinking().size());
    return usage;
  }
}
