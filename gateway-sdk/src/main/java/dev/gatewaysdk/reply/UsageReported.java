package dev.gatewaysdk.reply;

import dev.gatewaysdk.json.RawJson;

/**
 * What the answer used. The last one counts; they do not add up. Of every operation but chat, which
 * has its own.
 *
 * @param raw the provider's own block, as it came
 */
public record UsageReported(TokenUsage usage, RawJson raw) implements ReplyEvent {
  @Override
  public boolean content() {
    return false;
  }

  @Override
  public TokenUsage tokenUsage() {
    return usage;
  }
}
