package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it stands in a cassette: what is asked, whichever endpoint it came through. */
final class RequestForm {
  private RequestForm() {}

  /**
   * @param model the model of the target
   */
  static RawJson of(ChatRequest request, String model, Scrubber scrubber) {
    Fields fields = new Fields().put("model", model);
    List<Object> messages = new ArrayList<>();
    request.messages().forEach(message -> messages.add(message(message, scrubber)));
    fields.put("messages", messages);
    tools(request, fields);
    fields
        .put("response_format", format(request.responseFormat()))
        .put("temperature", request.temperature())
        .put("top_p", request.topP())
        .put("top_k", request.topK())
        .put("frequency_penalty", request.frequencyPenalty())
        .put("presence_penalty", request.presencePenalty())
        .put("max_tokens", request.maxTokens())
        .put("n", request.choices())
        .put("seed", request.seed())
        .put("logprobs", request.logprobs())
        .put("top_logprobs", request.topLogprobs())
        .put("stop", request.stop().isEmpty() ? null : request.stop())
        .put("reasoning_effort", request.reasoningEffort())
        .put("user", request.endUser())
        .put("extras", request.extras().isEmpty() ? null : request.extras());
    return oneLine(scrubber.scrub(fields.toJson()));
  }

  /** Within JSON as somebody has written it there may be line breaks between the values. */
  static RawJson oneLine(RawJson json) {
    return RawJson.parse(json.text().replace('\n', ' ').replace('\r', ' '));
  }

  private static void tools(ChatRequest request, Fields fields) {
    List<Object> tools = new ArrayList<>();
    for (ToolDefinition tool : request.tools()) {
      tools.add(
          new Fields()
              .put("name", tool.name())
              .put("description", tool.description())
              .put("parameters", tool.parameters())
              .put("strict", tool.strict())
              .put("cache_mark", tool.cacheMark() == null ? null : PartForm.ttl(tool.cacheMark()))
              .toMap());
    }
    request
        .providerTools()
        .forEach(tool -> tools.add(Map.of("format", tool.format(), "json", tool.json())));
    fields
        .put("tools", tools.isEmpty() ? null : tools)
        .put("tool_choice", choice(request.toolChoice()))
        .put("parallel_tool_calls", request.parallelToolCalls());
  }

  private static Map<String, Object> message(ChatMessage message, Scrubber scrubber) {
    return new Fields()
        .put("role", message.role().name().toLowerCase(Locale.ROOT))
        .put("name", message.name())
        .put("tool_call_id", message.toolCallId())
        .put("content", content(message.parts(), scrubber))
        .toMap();
  }

  private static Object content(List<ContentPart> parts, Scrubber scrubber) {
    if (parts.size() == 1
        && parts.get(0) instanceof ContentPart.Text text
        && text.state() == null) {
      return text.text();
    }
    List<Object> content = new ArrayList<>();
    parts.forEach(part -> content.add(PartForm.of(part, scrubber)));
    return content;
  }

  private static @Nullable Object choice(@Nullable ToolChoice choice) {
    if (choice == null) {
      return null;
    }
    String mode = choice.mode().name().toLowerCase(Locale.ROOT);
    return choice.name() == null ? mode : Map.of("name", choice.name());
  }

  private static @Nullable Object format(@Nullable ResponseFormat format) {
    if (format == null) {
      return null;
    }
    return new Fields()
        .put("type", format.type().name().toLowerCase(Locale.ROOT))
        .put("name", format.name())
        .put("schema", format.schema())
        .put("strict", format.strict())
        .put("description", format.description())
        .toMap();
  }
}
