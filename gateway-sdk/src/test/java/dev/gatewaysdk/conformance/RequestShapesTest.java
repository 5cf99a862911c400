package dev.gatewaysdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.azure.AzureOpenAiProvider;
import dev.gatewaysdk.provider.groq.GroqProvider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.mistral.MistralProvider;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.provider.openaicompatible.OpenAiCompatibleProvider;
import dev.gatewaysdk.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What real clients sent reaches the provider in the same shape, once the gateway has been. */
class RequestShapesTest {
  private static final Secret KEY = Secret.of("sk-test");

  private static Map<String, List<String>> differences(
      String recorded, SameRequest same, Function<HttpOptions, Provider> provider) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    try (ThroughTheSurface surface = new ThroughTheSurface(provider)) {
      for (RecordedRequest request : RecordedRequest.of(recorded)) {
        try {
          Map<String, Object> body = SameRequest.inOpenAisWords(request.body());
          if (body.get("model") == null) {
            body.put("model", "m"); // At Azure, the path alone may say it.
          }
          List<String> found = Differences.between(same.expected(body), surface.sent(body));
          if (!found.isEmpty()) {
            all.put(request.name(), found);
          }
        } catch (AssertionError e) {
          all.put(request.name(), List.of(String.valueOf(e.getMessage())));
        }
      }
    }
    return all;
  }

  @Test
  void ofOpenAi() {
    assertThat(
            differences(
                "openai",
                new SameRequest("max_completion_tokens", false, true),
                http -> OpenAiProvider.builder().apiKey(KEY).http(http).build()))
        .isEmpty();
  }

  @Test
  void whatReachesOpenAiIsAsItsDescriptionSays() {
    OpenApiSchema schema = OpenApiSchema.named("CreateChatCompletionRequest");
    Map<String, List<String>> violations = new LinkedHashMap<>();
    try (ThroughTheSurface surface =
        new ThroughTheSurface(http -> OpenAiProvider.builder().apiKey(KEY).http(http).build())) {
      for (RecordedRequest request : RecordedRequest.of("openai")) {
        List<String> found = schema.violations(surface.sent(request.body()));
        if (!found.isEmpty()) {
          violations.put(request.name(), found);
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  private static Provider azure(HttpOptions http, String path, String version) {
    return AzureOpenAiProvider.builder()
        .baseUrl("https://models.example.com" + path)
        .apiVersion(version)
        .apiKey(KEY)
        .http(http)
        .build();
  }

  @Test
  void ofAzure() {
    assertThat(
            differences(
                "azure",
                new SameRequest("max_completion_tokens", false, true),
                http -> azure(http, "", "2024-12-01-preview")))
        .isEmpty();
  }

  @Test
  void ofAzuresFoundry() {
    assertThat(
            differences(
                "azure",
                new SameRequest("max_tokens", true, true),
                http -> azure(http, "/models", "2024-05-01-preview")))
        .isEmpty();
  }

  @Test
  void ofGroq() {
    assertThat(
            differences(
                "groq",
                new SameRequest("max_completion_tokens", true, true),
                http -> GroqProvider.builder().apiKey(KEY).http(http).build()))
        .isEmpty();
  }

  @Test
  void ofMistral() {
    assertThat(
            differences(
                "mistral",
                new SameRequest("max_tokens", true, false),
                http -> MistralProvider.builder().apiKey(KEY).http(http).build()))
        .isEmpty();
  }

  @Test
  void ofCompatibleHosts() {
    assertThat(
            differences(
                "openai-compatible",
                new SameRequest("max_tokens", true, true),
                http ->
                    OpenAiCompatibleProvider.builder("https://openrouter.ai/api/v1")
                        .http(http)
                        .build()))
        .isEmpty();
  }
}
