package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Translates the reasoning effort. Words of Anthropic, today {@code low} to {@code max}, pass as
 * they are, new ones too; OpenAI's {@code none} and {@code minimal} have no equal here.
 */
final class AnthropicEffort {
  private AnthropicEffort() {}

  /** The effort to send; null for none. */
  static @Nullable String of(@Nullable String asked, String model, Consumer<Adjustment> adjusted) {
    if (asked == null) {
      return null;
    }
    if (!AnthropicModels.takeEffort(model)) {
      if (!asked.equals("none")) { // Models of that age think only if told to.
        adjusted.accept(
            new Adjustment(
                Kind.DROPPED,
                "reasoning_effort",
                "the model takes none: set its thinking budget with the extra 'thinking'"));
      }
      return null;
    }
    if (asked.equals("none") || asked.equals("minimal")) {
      adjusted.accept(
          new Adjustment(
              Kind.CLAMPED, "reasoning_effort", asked + " became low, Anthropic's least"));
      return "low";
    }
    return asked;
  }
}
