package dev.gatewaysdk.image;

import dev.gatewaysdk.reply.ReplyEvent;
import org.jspecify.annotations.Nullable;

/**
 * How a provider has made its pictures, where it had the choice; in its own words.
 *
 * @param size such as {@code 1024x1024}; null if it does not say
 * @param quality such as {@code high}; null if it does not say
 * @param background such as {@code opaque}; null if it does not say
 * @param format such as {@code png}; null if it does not say
 */
public record ImagesDescribed(
    @Nullable String size,
    @Nullable String quality,
    @Nullable String background,
    @Nullable String format)
    implements ReplyEvent {
  @Override
  public boolean content() {
    return false;
  }
}
