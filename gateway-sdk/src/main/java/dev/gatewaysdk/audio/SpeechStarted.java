package dev.gatewaysdk.audio;

import dev.gatewaysdk.reply.ReplyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Sound is about to come.
 *
 * @param mediaType such as {@code audio/mpeg}; null if the provider does not say
 */
public record SpeechStarted(@Nullable String mediaType) implements ReplyEvent {
  @Override
  public boolean content() {
    return false;
  }
}
