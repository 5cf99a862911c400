package dev.gatewaysdk.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What of a recorded request is the same, only written differently. Everything else must arrive as
 * it was.
 *
 * @param maxTokensField what the provider calls the limit on tokens
 * @param emptyContent whether an assistant's message without text has an empty content, not none
 * @param streamOptions whether streams are asked for their usage
 */
record SameRequest(String maxTokensField, boolean emptyContent, boolean streamOptions) {
  private static final String CALLS = "tool_calls";

  Map<String, Object> expected(Map<String, Object> recorded) {
    Map<String, Object> body = withoutNulls(recorded);
    body.remove("stream", false); // As if it were not there.
    if (body.containsKey("stream")) {
      body.remove("stream_options");
      if (streamOptions) {
        body.put("stream_options", Map.of("include_usage", true)); // Usage is always wanted.
      }
    }
    Object most = body.remove("max_tokens"); // Two names of one limit.
    most = body.containsKey("max_completion_tokens") ? body.remove("max_completion_tokens") : most;
    if (most != null) {
      body.put(maxTokensField, most);
    }
    firstForm(body);
    List<Object> messages = new ArrayList<>();
    for (Object message : (List<?>) body.get("messages")) {
      messages.add(message(Recording.object(message)));
    }
    body.put("messages", messages);
    return body;
  }

  /** Mistral's words for what OpenAI's form says otherwise; Mistral takes both. */
  static Map<String, Object> inOpenAisWords(Map<String, Object> recorded) {
    Map<String, Object> body = new LinkedHashMap<>(recorded);
    body.computeIfPresent("tool_choice", (name, mode) -> "any".equals(mode) ? "required" : mode);
    body.computeIfPresent(
        "tools",
        (name, tools) ->
            ((List<?>) tools)
                .stream()
                    .map(
                        tool -> {
                          Map<String, Object> copy = new LinkedHashMap<>(Recording.object(tool));
                          copy.putIfAbsent("type", "function");
                          return copy;
                        })
                    .toList());
    return body;
  }

  /** Functions in OpenAI's first form are written in today's. */
  private static void firstForm(Map<String, Object> body) {
    if (body.remove("functions") instanceof List<?> functions) {
      body.put(
          "tools", functions.stream().map(f -> Map.of("type", "function", "function", f)).toList());
      body.put("parallel_tool_calls", false); // It had room for one call.
      Object choice = body.remove("function_call");
      if (choice != null) {
        body.put(
            "tool_choice",
            choice instanceof String ? choice : Map.of("type", "function", "function", choice));
      }
    }
  }

  private Map<String, Object> message(Map<String, Object> recorded) {
    Map<String, Object> message = withoutNulls(recorded);
    message.remove("prefix", false); // As if it were not there.
    message.remove(CALLS, List.of());
    if (message.containsKey(CALLS)) {
      message.put(
          CALLS,
          ((List<?>) message.get(CALLS))
              .stream()
                  .map(
                      call -> {
                        Map<String, Object> copy = new LinkedHashMap<>(Recording.object(call));
                        copy.remove("index"); // Belongs to streams.
                        copy.putIfAbsent("type", "function");
                        return copy;
                      })
                  .toList());
    }
    for (String name : List.of("reasoning", "reasoning_content", "reasoning_details")) {
      message.remove(name); // Goes back only with the state that the gateway gave along with it.
    }
    content(message);
    return message;
  }

  private void content(Map<String, Object> message) {
    Object content = message.get("content");
    if (content instanceof List<?> parts) {
      if (parts.isEmpty()) {
        content = "";
      } else if (parts.size() == 1
          && Recording.object(parts.get(0)).keySet().equals(Set.of("type", "text"))) {
        content = Recording.object(parts.get(0)).get("text"); // One text is a text.
      } else {
        content = parts.stream().map(part -> part(Recording.object(part))).toList();
      }
      message.put("content", content);
    }
    boolean calls = message.containsKey(CALLS);
    if (Objects.equals(message.get("role"), "assistant")
        && (content == null || "".equals(content))) {
      message.remove("content"); // Beside calls, none is as good as an empty one.
      if (emptyContent || !calls) {
        message.put("content", "");
      }
    }
  }

  /** A link alone stands for an object with nothing else in it. */
  private static Map<String, Object> part(Map<String, Object> part) {
    Map<String, Object> copy = new LinkedHashMap<>(part);
    copy.computeIfPresent(
        "image_url", (name, url) -> url instanceof String ? Map.of("url", url) : url);
    return copy;
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> map) {
    Map<String, Object> copy = new LinkedHashMap<>(map);
    copy.values().removeIf(Objects::isNull);
    return copy;
  }
}
