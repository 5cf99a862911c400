package dev.gatewaysdk.chat;

import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of an answer into the whole answer. Not for use by several threads.
 *
 * <p>Makes no difference between a streamed answer and a unary one: the same content in other
 * pieces gives an equal response.
 */
public final class ChatCollector {
  private static final int MAX_CHOICES = 1024;

  private final ChoiceCollector first = new ChoiceCollector();
  private @Nullable TreeMap<Integer, ChoiceCollector> others;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable TokenUsage usage;
  private @Nullable RawJson rawUsage;
  private @Nullable Map<String, RawJson> extras;

  /** Adds the next event. */
  public void add(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta e) {
      choice(e.choice()).text(e);
    } else if (event instanceof ChatEvent.ToolCallDelta e) {
      choice(e.choice()).toolCall(e);
    } else if (event instanceof ChatEvent.ReasoningDelta e) {
      choice(e.choice()).reasoning(e);
    } else if (event instanceof ChatEvent.RefusalDelta e) {
      choice(e.choice()).refusal(e.text());
    } else if (event instanceof ChatEvent.BlockAdded e) {
      choice(e.choice()).block(e.block());
    } else if (event instanceof ChatEvent.Finished e) {
      choice(e.choice()).finished(e);
    } else if (event instanceof ChatEvent.AudioDelta e) {
      choice(e.choice()).audio(e);
    } else if (event instanceof ChatEvent.LogprobsDelta e) {
      choice(e.choice()).logprobs(e.tokens());
    } else if (event instanceof ChatEvent.UsageReported e) {
      usage = e.usage();
      rawUsage = e.raw();
    } else if (event instanceof ChatEvent.Started e) {
      id = e.id() != null ? e.id() : id;
      model = e.model() != null ? e.model() : model;
    } else if (event instanceof ChatEvent.FieldReported e) {
      extras = extras == null ? new LinkedHashMap<>() : extras;
      extras.put(e.name(), e.value());
    }
  }

  /** The visible text of the first choice so far. */
  public String text() {
    return first.build().message().text();
  }

  /** A response with all that was added so far. */
  public ChatResponse.Builder toResponse() {
    ChatResponse.Builder response =
        new ChatResponse.Builder(choices()).id(id).model(model).usage(usage, rawUsage);
    return extras == null ? response : response.extras(extras);
  }

  private List<ChatChoice> choices() {
    if (others == null) {
      return List.of(first.build());
    }
    List<ChatChoice> choices = new ArrayList<>(1 + others.size());
    choices.add(first.build());
    others.values().forEach(other -> choices.add(other.build()));
    return choices;
  }

  private ChoiceCollector choice(int index) {
    if (index == 0) {
      return first;
    }
    if (index < 0 || index >= MAX_CHOICES) {
      throw new IllegalArgumentException("choice " + index + " is not within 0 to " + MAX_CHOICES);
    }
    if (others == null) {
      others = new TreeMap<>();
    }
    return others.computeIfAbsent(index, i -> new ChoiceCollector());
  }
}
