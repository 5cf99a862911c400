package dev.gatewaysdk.reply;

import org.jspecify.annotations.Nullable;

/**
 * The provider has begun: its id for the answer and its model, as far as it says. Of every
 * operation but chat, which has its own.
 */
public record AnswerStarted(@Nullable String id, @Nullable String model) implements ReplyEvent {
  @Override
  public boolean content() {
    return false;
  }

  @Override
  public @Nullable String responseModel() {
    return model;
  }
}
