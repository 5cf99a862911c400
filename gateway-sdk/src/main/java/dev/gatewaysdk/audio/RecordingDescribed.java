package dev.gatewaysdk.audio;

import dev.gatewaysdk.reply.ReplyEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the provider found out about a recording.
 *
 * @param language what is spoken, in the provider's own words; null if it does not say
 * @param seconds how long it is; null if it does not say
 */
public record RecordingDescribed(@Nullable String language, @Nullable Double seconds)
    implements ReplyEvent {
  @Override
  public boolean content() {
    return false;
  }
}
