package dev.gatewaysdk.chat;

import dev.gatewaysdk.json.RawJson;

/**
 * What a provider wants back unchanged with a piece of content, and nobody else understands: the
 * signature of a thought, an encrypted one, who called a tool. An adapter sends it back only where
 * it came from.
 *
 * @param format whose it is: the wire that it came over, such as {@code anthropic}
 * @param json the state, as it came
 */
public record ProviderState(String format, RawJson json) {
  /** A state that is one text, such as a signature. */
  public static ProviderState of(String format, String text) {
    return new ProviderState(format, RawJson.of(text));
  }

  /** Whether that wire understands it. */
  public boolean isOf(String format) {
    return this.format.equals(format);
  }
}
