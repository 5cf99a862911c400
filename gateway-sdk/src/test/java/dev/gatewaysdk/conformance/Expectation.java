package dev.gatewaysdk.conformance;

import dev.gatewaysdk.chat.ChatChoice;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Compares what an adapter made of a recording with the facts that are expected of it. */
public final class Expectation {
  /** Facts on how the bytes were cut, which no response carries, and remarks. */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "chunks",
          "done_sentinel",
          "event_types",
          "sse_comments",
          "unterminated_last_event",
          "notes");

  private final Map<String, Object> expected;
  private final List<String> differences = new ArrayList<>();

  private Expectation(Map<String, Object> expected) {
    this.expected = expected;
  }

  /**
   * Where a response disagrees, one line each; empty if it agrees with every fact.
   *
   * @param others how to read the facts that this class does not know, by their key
   */
  public static List<String> compare(
      Map<String, Object> expected,
      ChatResponse actual,
      Map<String, Function<ChatResponse, Object>> others) {
    Expectation expectation = new Expectation(expected);
    expected.keySet().forEach(key -> expectation.response(key, actual, others));
    return expectation.differences;
  }

  /** Where an exception disagrees with the facts on an error, one line each. */
  public static List<String> compare(Map<String, Object> expectedError, ProviderException actual) {
    Expectation expectation = new Expectation(expectedError);
    expectedError.keySet().forEach(key -> expectation.error(key, actual));
    return expectation.differences;
  }

  private void response(
      String key, ChatResponse actual, Map<String, Function<ChatResponse, Object>> others) {
    ChatChoice choice = actual.choices().get(0);
    switch (key) {
      case "text" -> require(key, choice.message().text());
      case "texts" -> require(key, actual.choices().stream().map(c -> c.message().text()).toList());
      case "choices" -> require(key, (long) actual.choices().size());
      case "tool_calls" -> requireCalls(toolCalls(choice.message(), false));
      case "function_call" -> {
        List<Map<String, Object>> calls = toolCalls(choice.message(), true);
        require(key, calls.size() == 1 ? calls.get(0) : calls);
      }
      case "finish_reason" -> require(key, choice.rawFinishReason());
      case "stop_sequence" -> require(key, choice.stopSequence());
      case "refusal" -> require(key, choice.message().refusal());
      case "reasoning_text" -> require(key, choice.message().reasoning());
      case "usage" -> usageParts(actual);
      case "usage_inclusive" -> usage(actual);
      case "model" -> require(key, actual.model());
      case "response_id" -> require(key, actual.id());
      default -> {
        if (others.containsKey(key)) {
          require(key, others.get(key).apply(actual));
        } else if (!NOT_COMPARED.contains(key)) {
          differences.add(key + ": nothing compares it");
        }
      }
    }
  }

  private void error(String key, ProviderException actual) {
    switch (key) {
      case "status" -> require(key, (long) actual.providerStatus());
      case "type" -> require(key, actual.providerType());
      case "code" -> require(key, String.valueOf(expected.get(key)), actual.providerCode());
      case "message" -> require(key, actual.providerMessage());
      case "param" -> require(key, actual.parameter());
      default -> differences.add("error." + key + ": nothing compares it");
    }
  }

  /** What is a part of input or output is the same in every provider's way of counting. */
  private void usageParts(ChatResponse actual) {
    TokenUsage usage = actual.usage();
    Map<String, Object> parts = Recording.object(expected.get("usage"));
    if (usage == null || actual.rawUsage() == null) {
      differences.add("usage: none was read");
      return;
    }
    requireIfKnown("usage.cached_input", parts.get("cached_input"), usage.cacheRead());
    requireIfKnown("usage.cache_write", parts.get("cache_write"), usage.cacheWrite());
    requireIfKnown("usage.reasoning", parts.get("reasoning"), usage.reasoning());
  }

  private void usage(ChatResponse actual) {
    TokenUsage usage = actual.usage();
    Map<String, Object> sums = Recording.object(expected.get("usage_inclusive"));
    if (usage == null) {
      differences.add("usage: none was read");
      return;
    }
    requireIfKnown("usage.prompt", sums.get("prompt"), usage.input());
    requireIfKnown("usage.completion", sums.get("completion"), usage.output());
    requireIfKnown("usage.total", sums.get("total"), usage.total());
  }

  private List<Map<String, Object>> toolCalls(ChatMessage message, boolean legacy) {
    List<Map<String, Object>> calls = new ArrayList<>();
    for (ToolCall call : message.toolCalls()) {
      if ((call.type() == ToolCall.Type.LEGACY_FUNCTION) != legacy) {
        continue;
      }
      Map<String, Object> map = new LinkedHashMap<>();
      if (!call.id().isEmpty()) {
        map.put("id", call.id());
      }
      map.put("name", call.name());
      if (call.type() == ToolCall.Type.CUSTOM) {
        map.put("custom_input", call.arguments());
      } else {
        arguments(map, call.arguments());
      }
      calls.add(map);
    }
    return calls;
  }

  private static void arguments(Map<String, Object> map, String arguments) {
    try {
      map.put("arguments", RawJson.parse(arguments).toJava());
    } catch (IllegalArgumentException e) {
      map.put("arguments_raw", arguments);
    }
  }

  private void requireIfKnown(String what, Object wanted, long actual) {
    if (wanted != null) {
      require(what, wanted, actual);
    }
  }

  /** Where the provider gave no id, or an empty one, whatever was made up for it is fine. */
  private void requireCalls(List<Map<String, Object>> actual) {
    List<Map<String, Object>> wanted = new ArrayList<>();
    for (Object call : (List<?>) expected.get("tool_calls")) {
      Map<String, Object> map = new LinkedHashMap<>(Recording.object(call));
      if (Objects.equals(map.getOrDefault("id", ""), "")) {
        map.remove("id");
        if (wanted.size() < actual.size()) {
          actual.get(wanted.size()).remove("id");
        }
      }
      if (map.keySet().stream().allMatch(Set.of("id", "name")::contains)
          && wanted.size() < actual.size()) {
        actual.get(wanted.size()).remove("arguments_raw"); // The wire had no arguments at all.
      }
      wanted.add(map);
    }
    require("tool_calls", wanted, actual);
  }

  /** What is empty counts as absent: some hosts write every field. */
  private void require(String key, Object actual) {
    Object wanted = expected.get(key);
    require(key, actual == null && "".equals(wanted) ? null : wanted, actual);
  }

  private void require(String what, Object wanted, Object actual) {
    if (!Objects.equals(wanted, actual)) {
      differences.add(what + ": expected " + wanted + " but was " + actual);
    }
  }
}
