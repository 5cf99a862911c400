package dev.gatewaysdk.examples.openaiclients;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.Sleeper;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** OpenAI's client for Java, in the ways in which the tests need it. */
final class Clients {
  private static final JdkHttpClient HTTP = new JdkHttpClient();

  private Clients() {}

  /** One that checks every answer against OpenAI's types and tries once. */
  static OpenAIClient of(Surface surface) {
    return of(surface, Surface.ANN);
  }

  static OpenAIClient of(Surface surface, String key) {
    return new OpenAIClientImpl(options(surface, key).maxRetries(0).build());
  }

  /** One that tries again, and notes how long it would have waited. */
  static OpenAIClient retrying(Surface surface, String key, List<Duration> waits) {
    return new OpenAIClientImpl(
        options(surface, key).maxRetries(2).sleeper(new Noting(waits)).build());
  }

  private static ClientOptions.Builder options(Surface surface, String key) {
    return ClientOptions.builder()
        .httpClient(HTTP)
        .baseUrl(surface.baseUrl())
        .apiKey(key)
        .responseValidation(true)
        .timeout(Duration.ofSeconds(20));
  }

  /** A question, whose first word names the scenario. */
  static ChatCompletionCreateParams.Builder ask(Behind behind, String prompt) {
    return ask(behind.endpoint, prompt);
  }

  static ChatCompletionCreateParams.Builder ask(String endpoint, String prompt) {
    return ChatCompletionCreateParams.builder().model(endpoint).addUserMessage(prompt);
  }

  private record Noting(List<Duration> waits) implements Sleeper {
    @Override
    public void sleep(Duration duration) {
      waits.add(duration);
    }

    @Override
    public CompletableFuture<Void> sleepAsync(Duration duration) {
      waits.add(duration);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
  }

  static List<Duration> waits() {
    return new CopyOnWriteArrayList<>();
  }
}
