package dev.gatewaysdk.completion;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins the text of each choice. Text and ends are the events of chat, because they mean the same:
 * {@link ChatEvent.TextDelta} and {@link ChatEvent.Finished}.
 */
public final class CompletionCollector implements ReplyCollector<CompletionResponse> {
  private static final int MAX_CHOICES = 1 << 16;

  private final TreeMap<Integer, Choice> choices = new TreeMap<>();

  @Override
  public void add(ReplyEvent event) {
    if (event instanceof ChatEvent.TextDelta delta) {
      choice(delta.choice()).text.append(delta.text());
    } else if (event instanceof ChatEvent.Finished finished) {
      choice(finished.choice()).finished = finished;
    } else if (event instanceof TokensScored scored) {
      choice(scored.choice()).logprobs.addAll(scored.tokens());
    }
  }

  @Override
  public String partialText() {
    return choice(0).text.toString();
  }

  @Override
  public CompletionResponse toResponse(ResponseInfo info) {
    choice(0);
    return new CompletionResponse(choices.values().stream().map(Choice::build).toList(), info);
  }

  private Choice choice(int index) {
    if (index < 0 || index >= MAX_CHOICES) {
      throw new IllegalArgumentException("choice " + index + " is not within 0 to " + MAX_CHOICES);
    }
    return choices.computeIfAbsent(index, i -> new Choice());
  }

  private static final class Choice {
    private final StringBuilder text = new StringBuilder();
    private final List<TokenLogprob> logprobs = new ArrayList<>(0);
    private ChatEvent.@Nullable Finished finished;

    CompletionChoice build() {
      return new CompletionChoice(
          text.toString(),
          finished == null ? FinishReason.OTHER : finished.reason(),
          finished == null ? null : finished.rawReason(),
          logprobs);
    }
  }
}
