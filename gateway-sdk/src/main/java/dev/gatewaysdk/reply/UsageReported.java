package dev.gatewaysdk.reply;

import dev.gatewaysdk.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What the answer used. The last one counts; they do not add up. Of every operation but chat, which
 * has its own.
 *
 * @param usage the tokens; null if the provider counts something else, such as searches, which then
 *     stands in {@code raw} only: what is not known is not zero
 * @param raw the provider's own block, as it came
 */
public record UsageReported(@Nullable TokenUsage usage, RawJson raw) implements ReplyEvent {
  @Override
  public boolean content() {
    return false;
  }

  @Override
  public @Nullable TokenUsage tokenUsage() {
    return usage;
  }
}
