package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.TokenUsage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says an answer of a LangChain4j model in events: all of it, or what a stream has left out. */
final class ModelAnswers {
  private final Attempt attempt;
  private final Consumer<? super ChatEvent> out;
  private int textLength;
  private int thinkingLength;
  private final ModelToolCalls calls;

  ModelAnswers(Attempt attempt, Consumer<? super ChatEvent> out) {
    this.attempt = attempt;
    this.out = out;
    this.calls = new ModelToolCalls(out);
  }

  /** A piece of text. */
  void text(@Nullable String piece) {
    if (piece != null && !piece.isEmpty()) {
      textLength += piece.length();
      out.accept(new ChatEvent.TextDelta(0, piece));
    }
  }

  /** A piece of thinking. */
  void thinking(@Nullable String piece) {
    if (piece != null && !piece.isEmpty()) {
      thinkingLength += piece.length();
      out.accept(new ChatEvent.ReasoningDelta(0, piece, null));
    }
  }

  /** The calls of tools. */
  ModelToolCalls calls() {
    return calls;
  }

  /** The whole answer, of which only what was not said before is said. */
  void complete(ChatResponse response) {
    AiMessage message = response.aiMessage();
    if (textLength + thinkingLength + calls.begun() == 0) {
      out.accept(new ChatEvent.Started(response.metadata().id(), response.metadata().modelName()));
    }
    thinking(rest(message.thinking(), thinkingLength));
    text(rest(message.text(), textLength));
    List<ToolExecutionRequest> asked = message.toolExecutionRequests();
    for (int i = calls.begun(); i < asked.size(); i++) {
      calls.whole(null, asked.get(i));
    }
    ContentPart.ProviderBlock attributes = ModelAttributes.block(message, this::lost);
    if (attributes != null) {
      out.accept(new ChatEvent.BlockAdded(0, attributes));
    }
    finished(response);
    usage(response.metadata().tokenUsage());
  }

  private static @Nullable String rest(@Nullable String whole, int said) {
    return whole == null || whole.length() <= said ? null : whole.substring(said);
  }

  private void lost(String attribute) {
    attempt
        .trail()
        .adjusted(
            new Adjustment(
                Adjustment.Kind.DROPPED,
                "attributes." + attribute,
                "the model's attribute has a value that JSON has no form for"));
  }

  private void finished(ChatResponse response) {
    var reason = response.metadata().finishReason();
    if (reason == null) {
      out.accept(new ChatEvent.Finished(0, FinishReason.OTHER, null, null));
      return;
    }
    FinishReason known =
        switch (reason) {
          case STOP -> FinishReason.STOP;
          case LENGTH -> FinishReason.LENGTH;
          case TOOL_EXECUTION -> FinishReason.TOOL_CALLS;
          case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
          case OTHER -> FinishReason.OTHER;
        };
    out.accept(new ChatEvent.Finished(0, known, reason.name(), null));
  }

  private void usage(dev.langchain4j.model.output.@Nullable TokenUsage usage) {
    if (usage == null) {
      return;
    }
    Integer all = usage.totalTokenCount();
    if (all == null && usage.inputTokenCount() == null && usage.outputTokenCount() == null) {
      return;
    }
    long input = count(usage.inputTokenCount());
    long output = count(usage.outputTokenCount());
    long total = all == null ? input + output : count(all);
    Map<String, @Nullable Object> raw = new LinkedHashMap<>();
    raw.put("inputTokenCount", usage.inputTokenCount());
    raw.put("outputTokenCount", usage.outputTokenCount());
    raw.put("totalTokenCount", all);
    TokenUsage known =
        usage instanceof GatewayTokenUsage ours
            ? new TokenUsage(
                input,
                ours.cachedInputTokenCount(),
                ours.cacheWriteTokenCount(),
                output,
                ours.reasoningTokenCount(),
                total,
                ours.estimated())
            : new TokenUsage(input, 0, 0, output, 0, total, false);
    out.accept(new ChatEvent.UsageReported(known, RawJson.of(raw)));
  }

  private static long count(@Nullable Integer tokens) {
    return tokens == null ? 0 : Math.max(0, tokens);
  }
}
