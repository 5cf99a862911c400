package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what steers length, sampling and stopping, and reports what Cohere has no words for. */
final class CohereSampling {
  private static final double LEAST_P = 0.01;
  private static final double MOST_P = 0.99;
  private static final int MOST_K = 500;
  private static final int MOST_STOPS = 5;

  private final ChatRequest request;
  private final Consumer<Adjustment> adjusted;

  CohereSampling(ChatRequest request, Consumer<Adjustment> adjusted) {
    this.request = request;
    this.adjusted = adjusted;
  }

  /**
   * @param written gets the names of the fields
   */
  void write(JsonWriter json, Set<String> written) throws IOException {
    number(json, "max_tokens", request.maxTokens(), written);
    number(json, "temperature", request.temperature(), written);
    number(json, "p", within("top_p", request.topP(), LEAST_P, MOST_P), written);
    Integer topK = request.topK();
    Double k = within("top_k", topK == null ? null : topK.doubleValue(), 0, MOST_K);
    number(json, "k", k == null ? null : k.intValue(), written);
    number(json, "seed", seed(), written);
    penalties(json, written);
    stop(json, written);
    unknown();
  }

  private static void number(
      JsonWriter json, String name, @Nullable Number value, Set<String> written)
      throws IOException {
    if (value != null) {
      written.add(name);
      json.name(name).value(value);
    }
  }

  private @Nullable Double within(String name, @Nullable Double asked, double least, double most) {
    if (asked == null) {
      return null;
    }
    double within = Math.max(least, Math.min(asked, most));
    if (within != asked) {
      adjusted(
          Kind.CLAMPED, name, asked + " became " + within + "; Cohere: " + least + " to " + most);
    }
    return within;
  }

  private @Nullable Long seed() {
    Long seed = request.seed();
    if (seed != null && seed < 0) {
      adjusted(Kind.DROPPED, "seed", "Cohere takes none below 0");
      return null;
    }
    return seed;
  }

  /** Only one of the two is taken. */
  private void penalties(JsonWriter json, Set<String> written) throws IOException {
    Double frequency = within("frequency_penalty", request.frequencyPenalty(), 0, 1);
    Double presence = within("presence_penalty", request.presencePenalty(), 0, 1);
    number(json, "frequency_penalty", frequency, written);
    if (frequency != null && frequency > 0 && presence != null) {
      if (presence > 0) {
        adjusted(Kind.DROPPED, "presence_penalty", "Cohere takes no frequency_penalty beside it");
      }
    } else {
      number(json, "presence_penalty", presence, written);
    }
  }

  private void stop(JsonWriter json, Set<String> written) throws IOException {
    List<String> stop = request.stop();
    if (stop.isEmpty()) {
      return;
    }
    if (stop.size() > MOST_STOPS) {
      adjusted(Kind.DROPPED, "stop", stop.size() - MOST_STOPS + " of them: Cohere takes 5");
    }
    written.add("stop_sequences");
    json.name("stop_sequences").beginArray();
    for (String text : stop.subList(0, Math.min(stop.size(), MOST_STOPS))) {
      json.value(text);
    }
    json.endArray();
  }

  private void unknown() {
    if (request.choices() != null && request.choices() > 1) {
      adjusted(Kind.DROPPED, "n", "Cohere gives one answer");
    }
    if (Boolean.TRUE.equals(request.logprobs())) {
      adjusted(Kind.DROPPED, "logprobs", "Cohere says them in a form of its own only");
    }
    if (request.topLogprobs() != null && request.topLogprobs() > 0) {
      adjusted(Kind.DROPPED, "top_logprobs", "Cohere does not say them");
    }
    if (request.endUser() != null) {
      adjusted(Kind.DROPPED, "user", "Cohere takes none");
    }
  }

  private void adjusted(Kind kind, String subject, String detail) {
    adjusted.accept(new Adjustment(kind, subject, detail));
  }
}
