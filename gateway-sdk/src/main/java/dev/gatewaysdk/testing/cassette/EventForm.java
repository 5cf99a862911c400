package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatEvent.AudioDelta;
import dev.gatewaysdk.chat.ChatEvent.BlockAdded;
import dev.gatewaysdk.chat.ChatEvent.FieldReported;
import dev.gatewaysdk.chat.ChatEvent.Finished;
import dev.gatewaysdk.chat.ChatEvent.LogprobsDelta;
import dev.gatewaysdk.chat.ChatEvent.ReasoningDelta;
import dev.gatewaysdk.chat.ChatEvent.RefusalDelta;
import dev.gatewaysdk.chat.ChatEvent.Started;
import dev.gatewaysdk.chat.ChatEvent.TextDelta;
import dev.gatewaysdk.chat.ChatEvent.ToolCallDelta;
import dev.gatewaysdk.chat.ChatEvent.UsageReported;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as a line of a cassette; the first member says which. */
final class EventForm {
  private EventForm() {}

  static RawJson of(ChatEvent event) {
    Fields fields = new Fields();
    if (event instanceof TextDelta e) {
      fields.put("text", e.text());
      end(fields, e.choice(), e.state());
    } else if (event instanceof ToolCallDelta e) {
      toolCall(fields, e);
    } else if (event instanceof ReasoningDelta e) {
      fields.put("reasoning", e.text());
      end(fields, e.choice(), e.state());
    } else if (event instanceof RefusalDelta e) {
      fields.put("refusal", e.text());
      end(fields, e.choice(), null);
    } else if (event instanceof AudioDelta e) {
      fields.put("audio", e.data()).put("transcript", e.transcript());
      fields.put("id", e.id()).put("expires_at", e.expiresAt());
      end(fields, e.choice(), null);
    } else if (event instanceof BlockAdded e) {
      fields.put("block", e.block().type()).put("format", e.block().format());
      fields.putExactly("json", e.block().json());
      end(fields, e.choice(), null);
    } else if (event instanceof LogprobsDelta e) {
      fields.put("logprobs", texts(e.tokens().content()));
      fields.put("of_refusal", texts(e.tokens().refusal()));
      end(fields, e.choice(), null);
    } else if (event instanceof Started e) {
      fields.put("started", e.id() == null ? "" : e.id()).put("model", e.model());
      fields.put("without_id", e.id() == null ? true : null);
    } else if (event instanceof FieldReported e) {
      fields.put("field", e.name()).putExactly("value", e.value());
    } else if (event instanceof Finished e) {
      fields.put("finished", e.reason().name()).put("raw", e.rawReason());
      fields.put("stop_sequence", e.stopSequence());
      end(fields, e.choice(), null);
    } else if (event instanceof UsageReported e) {
      fields.put("usage", usage(e.usage())).putExactly("raw", e.raw());
    }
    return fields.toJson();
  }

  private static void toolCall(Fields fields, ToolCallDelta e) {
    fields.put("tool_call", e.index()).put("id", e.id()).put("name", e.name());
    fields.put("arguments", e.arguments());
    fields.put("type", e.type() == ToolCall.Type.FUNCTION ? null : e.type().name());
    end(fields, e.choice(), e.state());
  }

  private static void end(Fields fields, int choice, @Nullable ProviderState state) {
    fields.put("choice", choice == 0 ? null : choice);
    if (state != null) {
      fields.put("state_of", state.format()).putExactly("state", state.json());
    }
  }

  /** Tokens as texts: each must come back as it was written. */
  private static List<String> texts(List<RawJson> tokens) {
    return tokens.stream().map(RawJson::text).toList();
  }

  static Object usage(TokenUsage usage) {
    return new Fields()
        .put("input", usage.input())
        .put("cache_read", usage.cacheRead())
        .put("cache_write", usage.cacheWrite())
        .put("output", usage.output())
        .put("reasoning", usage.reasoning())
        .put("total", usage.total())
        .put("estimated", usage.estimated() ? true : null)
        .toMap();
  }

  /** The event of a line; null if the line is something else. */
  static @Nullable ChatEvent read(Line line) {
    int choice = line.index("choice");
    if (line.has("text")) {
      return new TextDelta(choice, line.text("text"), state(line));
    }
    if (line.has("tool_call")) {
      return toolCall(line, choice);
    }
    if (line.has("reasoning")) {
      return new ReasoningDelta(choice, line.text("reasoning"), state(line));
    }
    if (line.has("refusal")) {
      return new RefusalDelta(choice, line.text("refusal"));
    }
    if (line.has("audio")) {
      return new AudioDelta(
          choice,
          line.textOrNull("id"),
          line.text("audio"),
          line.text("transcript"),
          line.wholeOrNull("expires_at"));
    }
    if (line.has("block")) {
      return new BlockAdded(
          choice, new ProviderBlock(line.text("format"), line.text("block"), line.exactly("json")));
    }
    if (line.has("logprobs")) {
      return new LogprobsDelta(
          choice, new Logprobs(tokens(line.json("logprobs")), tokens(line.json("of_refusal"))));
    }
    return report(line, choice);
  }

  private static @Nullable ChatEvent report(Line line, int choice) {
    if (line.has("started")) {
      String id = line.flag("without_id") ? null : line.text("started");
      return new Started(id, line.textOrNull("model"));
    }
    if (line.has("field")) {
      return new FieldReported(line.text("field"), line.exactly("value"));
    }
    if (line.has("finished")) {
      return new Finished(
          choice,
          line.constant("finished", FinishReason.class),
          line.textOrNull("raw"),
          line.textOrNull("stop_sequence"));
    }
    if (line.has("usage")) {
      return new UsageReported(usage(new Line(line.json("usage"))), line.exactly("raw"));
    }
    return null;
  }

  private static ToolCallDelta toolCall(Line line, int choice) {
    return new ToolCallDelta(
        choice,
        line.index("tool_call"),
        line.textOrNull("id"),
        line.textOrNull("name"),
        line.textOr("arguments", ""),
        line.has("type") ? line.constant("type", ToolCall.Type.class) : ToolCall.Type.FUNCTION,
        state(line));
  }

  private static @Nullable ProviderState state(Line line) {
    return line.has("state_of")
        ? new ProviderState(line.text("state_of"), line.exactly("state"))
        : null;
  }

  private static List<RawJson> tokens(RawJson list) {
    List<RawJson> tokens = new ArrayList<>();
    if (list.toJava() instanceof List<?> texts) {
      texts.forEach(text -> tokens.add(RawJson.parse(String.valueOf(text))));
    }
    return tokens;
  }

  static TokenUsage usage(Line line) {
    return new TokenUsage(
        line.whole("input"),
        line.whole("cache_read"),
        line.whole("cache_write"),
        line.whole("output"),
        line.whole("reasoning"),
        line.whole("total"),
        line.flag("estimated"));
  }
}
