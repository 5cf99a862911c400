package dev.gatewaysdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.azure.AzureOpenAiProvider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.mistral.MistralProvider;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.provider.openaicompatible.OpenAiCompatibleProvider;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** What real clients sent for operations other than chat leaves the adapters in the same shape. */
class SurfaceShapesTest {
  private static final Secret KEY = Secret.of("sk-test");
  private static final Map<String, String> SCHEMAS =
      Map.of(
          "completion", "CreateCompletionRequest",
          "embedding", "CreateEmbeddingRequest",
          "image", "CreateImageRequest",
          "speech", "CreateSpeechRequest",
          "moderation", "CreateModerationRequest");

  private final Buffer body = new Buffer();
  private final HttpOptions http =
      HttpOptions.builder()
          .customizer(
              client ->
                  client.addInterceptor(
                      chain -> {
                        chain.request().body().writeTo(body);
                        throw new IOException("enough");
                      }))
          .build();

  private Map<String, Object> sent(Provider provider, String operation, Map<String, Object> asked) {
    body.clear();
    String model = String.valueOf(asked.getOrDefault("model", "m"));
    RequestFor<?> request = SurfaceRequests.of(operation, "m", asked);
    boolean streamed = Boolean.TRUE.equals(asked.get("stream"));
    try {
      provider.open(Attempts.of(request, streamed, "recorded", model)).close();
      throw new AssertionError("the connection was to fail");
    } catch (ProviderException e) {
      return RawJson.parse(body.readUtf8()).toMap();
    }
  }

  private List<String> differences(
      Function<HttpOptions, Provider> adapter, String recorded, String... operations) {
    List<String> all = new ArrayList<>();
    try (Provider provider = adapter.apply(http)) {
      for (String operation : operations) {
        for (RecordedRequest request : RecordedRequest.of(recorded, operation)) {
          Map<String, Object> asked = request.body();
          Map<String, Object> sent = new LinkedHashMap<>(sent(provider, operation, asked));
          violations(recorded, operation, sent).forEach(each -> all.add(request.name() + each));
          sent.remove("stream_options"); // The usage is always asked for.
          if (!asked.containsKey("encoding_format")) {
            sent.remove("encoding_format");
          }
          Differences.between(same(asked), same(sent))
              .forEach(each -> all.add(request.name() + each));
        }
      }
    } catch (InvalidRequestException e) {
      throw new AssertionError(e);
    }
    return all;
  }

  private static List<String> violations(
      String recorded, String operation, Map<String, Object> sent) {
    OpenApiSchema schema =
        recorded.equals("openai") ? OpenApiSchema.named(SCHEMAS.get(operation)) : null;
    return schema == null ? List.of() : schema.violations(sent);
  }

  /** Null is as good as absent, and a list of one input as good as the input. */
  private static Map<String, Object> same(Map<String, Object> body) {
    Map<String, Object> same = new LinkedHashMap<>();
    body.forEach(
        (name, value) -> {
          boolean input = name.equals("input") || name.equals("prompt");
          if (input
              && value instanceof List<?> list
              && list.size() == 1
              && !(list.get(0) instanceof Number)) {
            same.put(name, list.get(0));
          } else if (value != null && !name.equals("model")) {
            same.put(name, value);
          }
        });
    return same;
  }

  @Test
  void ofOpenAi() {
    assertThat(
            differences(
                options -> OpenAiProvider.builder().apiKey(KEY).http(options).build(),
                "openai",
                "completion",
                "embedding",
                "image",
                "speech",
                "moderation"))
        .isEmpty();
  }

  @Test
  void ofAzure() {
    assertThat(
            differences(
                options ->
                    AzureOpenAiProvider.builder()
                        .resource("my-res")
                        .apiKey(KEY)
                        .http(options)
                        .build(),
                "azure",
                "completion",
                "embedding"))
        .isEmpty();
  }

  @Test
  void ofMistral() {
    assertThat(
            differences(
                options -> MistralProvider.builder().apiKey(KEY).http(options).build(),
                "mistral",
                "embedding",
                "speech"))
        .isEmpty();
  }

  @Test
  void ofCompatibleHosts() {
    assertThat(
            differences(
                options ->
                    OpenAiCompatibleProvider.builder("https://openrouter.ai/api/v1")
                        .http(options)
                        .build(),
                "openai-compatible",
                "embedding",
                "rerank"))
        .isEmpty();
  }

  @Test
  void ofOpenAiThroughTheSurface() {
    Map<String, String> paths =
        Map.of(
            "completion", "/completions",
            "embedding", "/embeddings",
            "image", "/images/generations",
            "speech", "/audio/speech",
            "moderation", "/moderations");
    List<String> all = new ArrayList<>();
    try (ThroughTheSurface surface =
        new ThroughTheSurface(
            options -> OpenAiProvider.builder().apiKey(KEY).http(options).build())) {
      paths.forEach(
          (operation, path) -> {
            for (RecordedRequest request : RecordedRequest.of("openai", operation)) {
              Map<String, Object> asked = new LinkedHashMap<>(request.body());
              asked.putIfAbsent("model", "m");
              Map<String, Object> sent = surface.sent(path, asked);
              for (Map<String, Object> each : List.of(asked, sent)) {
                each.remove("stream_options"); // The usage is always asked for.
                each.remove("encoding_format"); // Between client and surface only.
              }
              Differences.between(same(asked), same(sent))
                  .forEach(each -> all.add(request.name() + each));
            }
          });
    }
    assertThat(all).isEmpty();
  }
}
