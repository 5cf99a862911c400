package dev.gatewaysdk.provider.geminiwire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.conformance.RecordedBody;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What other clients send, field by field, is what a request that says the same gives here. */
class RecordedRequestsTest {
  /** Fields that differ on purpose, by the recording's name. */
  private static final Map<String, String> DIFFERENT =
      Map.of(
          "chat.test_google_instructions_only_with_tool_calls.0.f7110c19",
          "contents, systemInstruction: empty text is no text, so the instructions are the question");

  @Test
  void givesWhatTheGeminiApiWasSent(TestReporter reporter) {
    compare("gemini", GeminiFlavor.GEMINI, reporter);
  }

  @Test
  void givesWhatVertexWasSent(TestReporter reporter) {
    compare("vertex", GeminiFlavor.VERTEX, reporter);
  }

  private static void compare(String provider, GeminiFlavor flavor, TestReporter reporter) {
    List<RecordedBody> bodies = RecordedBody.of(provider, List.of("chat", "chat_stream"));
    Map<String, String> differences = new TreeMap<>();
    for (RecordedBody body : bodies) {
      String model = body.url().replaceAll(".*/models/([^:]+):.*", "$1");
      Map<String, Object> wanted = RecordedRequest.normal(body.fields());
      Map<String, Object> sent =
          RecordedRequest.normal(
              WrittenRequest.of(RecordedRequest.neutral(body.fields()), model, flavor).fields());
      for (String field : union(wanted, sent)) {
        boolean known = DIFFERENT.getOrDefault(body.name(), "").contains(field);
        if (!known && !Objects.equals(wanted.get(field), sent.get(field))) {
          differences.put(
              body + " " + field, "wanted " + wanted.get(field) + "\n  sent " + sent.get(field));
        }
      }
    }
    reporter.publishEntry(provider, bodies.size() + " requests compared");
    assertThat(differences).isEmpty();
  }

  private static List<String> union(Map<String, Object> one, Map<String, Object> other) {
    Map<String, Object> all = new TreeMap<>(one);
    all.putAll(other);
    return List.copyOf(all.keySet());
  }
}
