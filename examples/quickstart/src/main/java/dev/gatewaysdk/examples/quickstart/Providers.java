package dev.gatewaysdk.examples.quickstart;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The providers of an example: the real one where its key is set, else a stand-in. */
public final class Providers implements AutoCloseable {
  private final StandIn openAi;
  private final StandIn anthropic;
  private final StandIn busy;
  private final StandIn listener;
  private final Map<String, String> environment = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * @param own the user's environment: gives a variable's value, or null
   * @param openAiScript what the stand-in for OpenAI answers to a request's body
   * @param anthropicScript what the stand-in for Anthropic answers to a request's body
   */
  public Providers(
      Function<String, @Nullable String> own,
      Function<String, @Nullable Answer> openAiScript,
      Function<String, @Nullable Answer> anthropicScript)
      throws IOException {
    openAi = new EmbeddedOpenAi(openAiScript);
    anthropic = new EmbeddedAnthropic(anthropicScript);
    busy = new EmbeddedOpenAi(request -> null);
    listener = new EmbeddedOpenAi(openAiScript);
    choose(own, "OPENAI", "https://api.openai.com/v1", openAi.address() + "/v1");
    choose(own, "ANTHROPIC", "https://api.anthropic.com", anthropic.address());
    environment.put("BUSY_API_KEY", "stand-in");
    environment.put("BUSY_BASE_URL", busy.address() + "/v1");
    environment.put("LISTENER_API_KEY", "stand-in");
    environment.put("LISTENER_BASE_URL", listener.address() + "/v1");
  }

  private void choose(
      Function<String, @Nullable String> own, String name, String usual, String standIn) {
    String key = own.apply(name + "_API_KEY");
    boolean isSet = key != null && !key.isBlank();
    String address = own.apply(name + "_BASE_URL");
    String real = address == null || address.isBlank() ? usual : address;
    environment.put(name + "_API_KEY", isSet ? key : "stand-in");
    environment.put(name + "_BASE_URL", isSet ? real : standIn);
    String state = isSet ? "set: calls go to " + real : "not set: a stand-in answers on " + standIn;
    text.append("   %-17s  %s%n".formatted(name + "_API_KEY", state));
  }

  /** What the YAML finds in place of {@code ${NAME}}; null if there is none. */
  public @Nullable String variable(String name) {
    return environment.get(name);
  }

  /** What has reached the provider {@code listener}, which is always a stand-in. */
  String received() {
    return listener.received();
  }

  /** Who answers, a line each. */
  @Override
  public String toString() {
    return text.toString();
  }

  @Override
  public void close() {
    openAi.close();
    anthropic.close();
    busy.close();
    listener.close();
  }
}
