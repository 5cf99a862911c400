package dev.gatewaysdk.moderation;

import dev.gatewaysdk.reply.ReplyEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether an input is harmful, and in which way.
 *
 * @param index of the input, from 0
 * @param flagged whether it is harmful in any way
 * @param categories whether it is, by the provider's names of harm, such as {@code
 *     self-harm/intent}; unmodifiable, in the provider's order
 * @param scores how sure that is, from 0 to 1, by the same names; unmodifiable
 * @param appliedInputTypes what each category was looked for in, such as {@code image};
 *     unmodifiable, empty if the provider does not say
 */
public record ModerationResult(
    int index,
    boolean flagged,
    Map<String, Boolean> categories,
    Map<String, Double> scores,
    Map<String, List<String>> appliedInputTypes)
    implements ReplyEvent {
  public ModerationResult {
    categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    appliedInputTypes = Collections.unmodifiableMap(new LinkedHashMap<>(appliedInputTypes));
  }

  /** The categories that it is harmful in, in the provider's order; unmodifiable. */
  public List<String> flaggedCategories() {
    return categories.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public boolean content() {
    return true;
  }
}
