package dev.gatewaysdk.provider;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a host takes no note of that gives one answer, and knows neither seed nor penalties nor how
 * likely a token was.
 */
public final class MissingSettings {
  private final String host;
  private final Consumer<Adjustment> adjusted;

  private MissingSettings(String host, Consumer<Adjustment> adjusted) {
    this.host = host;
    this.adjusted = adjusted;
  }

  /**
   * Reports those that the request has; what asks for nothing is passed over.
   *
   * @param host for the adjustments, such as {@code Anthropic}
   */
  public static void report(ChatRequest request, String host, Consumer<Adjustment> adjusted) {
    MissingSettings missing = new MissingSettings(host, adjusted);
    if (request.choices() != null && request.choices() > 1) {
      missing.dropped("n", "gives one answer");
    }
    if (request.seed() != null) {
      missing.dropped("seed", "has none");
    }
    if (Boolean.TRUE.equals(request.logprobs())) {
      missing.dropped("logprobs", "does not say them");
    }
    if (request.topLogprobs() != null && request.topLogprobs() > 0) {
      missing.dropped("top_logprobs", "does not say them");
    }
    missing.penalty("frequency_penalty", request.frequencyPenalty());
    missing.penalty("presence_penalty", request.presencePenalty());
  }

  private void penalty(String name, @Nullable Double value) {
    if (value != null && value != 0) {
      dropped(name, "has none");
    }
  }

  private void dropped(String subject, String why) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, host + " " + why));
  }
}
