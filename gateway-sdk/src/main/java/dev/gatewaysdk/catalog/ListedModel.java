package dev.gatewaysdk.catalog;

import dev.gatewaysdk.reply.ReplyEvent;
import org.jspecify.annotations.Nullable;

/**
 * A model that a provider has.
 *
 * @param id as requests name it
 * @param ownedBy who made it; null if the provider does not say
 * @param created since when it is there, in seconds since 1970; null if the provider does not say
 */
public record ListedModel(String id, @Nullable String ownedBy, @Nullable Long created)
    implements ReplyEvent {
  @Override
  public boolean content() {
    return true;
  }
}
