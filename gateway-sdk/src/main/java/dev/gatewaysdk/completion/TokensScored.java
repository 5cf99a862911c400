package dev.gatewaysdk.completion;

import dev.gatewaysdk.reply.ReplyEvent;
import java.util.List;

/** The likelihood of further tokens of a completion. */
public record TokensScored(int choice, List<TokenLogprob> tokens) implements ReplyEvent {
  public TokensScored {
    tokens = List.copyOf(tokens);
  }

  @Override
  public boolean content() {
    return false;
  }
}
