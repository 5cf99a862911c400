package dev.gatewaysdk.examples.quickstart;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The providers of the quickstart: the real one where its key is set, else a stand-in. */
final class Providers implements AutoCloseable {
  private final EmbeddedOpenAi openAi = new EmbeddedOpenAi(false);
  private final EmbeddedAnthropic anthropic = new EmbeddedAnthropic();
  private final EmbeddedOpenAi busy = new EmbeddedOpenAi(true);
  private final EmbeddedOpenAi listener = new EmbeddedOpenAi(false);
  private final Map<String, String> environment = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * @param own the user's environment: gives a variable's value, or null
   */
  Providers(Function<String, @Nullable String> own) throws IOException {
    choose(own, "OPENAI", "https://api.openai.com/v1", openAi.address() + "/v1");
    choose(own, "ANTHROPIC", "https://api.anthropic.com", anthropic.address());
    environment.put("BUSY_API_KEY", "stand-in");
    environment.put("BUSY_BASE_URL", busy.address() + "/v1");
    environment.put("LISTENER_API_KEY", "stand-in");
    environment.put("LISTENER_BASE_URL", listener.address() + "/v1");
  }

  private void choose(
      Function<String, @Nullable String> own, String name, String real, String standIn) {
    String key = own.apply(name + "_API_KEY");
    boolean isSet = key != null && !key.isBlank();
    environment.put(name + "_API_KEY", isSet ? key : "stand-in");
    environment.put(name + "_BASE_URL", isSet ? real : standIn);
    String state = isSet ? "set: calls go to " + real : "not set: a stand-in answers on " + standIn;
    text.append("   %-17s  %s%n".formatted(name + "_API_KEY", state));
  }

  /** What {@code gateway.yaml} finds in place of {@code ${NAME}}; null if there is none. */
  @Nullable String variable(String name) {
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
