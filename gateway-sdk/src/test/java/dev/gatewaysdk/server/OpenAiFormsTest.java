package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.conformance.OpenApiSchema;
import dev.gatewaysdk.conformance.Recording;
import dev.gatewaysdk.conformance.Recordings;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenAI once answered, written by the surface, is valid against OpenAI's description. */
class OpenAiFormsTest {
  private static final String FORM =
      "--b\r\nContent-Disposition: form-data; name=file; filename=a.mp3\r\n\r\nx\r\n"
          + "--b\r\nContent-Disposition: form-data; name=model\r\n\r\n@openai/m\r\n--b--";

  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider(
              "openai",
              OpenAiProvider.builder()
                  .apiKey(Secret.of("sk-test"))
                  .http(
                      HttpOptions.builder()
                          .customizer(client -> client.addInterceptor(this::replay))
                          .build())
                  .build())
          .build();
  private final GatewayHttp http = GatewayHttp.builder(gateway).build();
  private Recording recording;

  @AfterEach
  void close() {
    gateway.close();
  }

  private Response replay(Interceptor.Chain chain) {
    MediaType type = MediaType.parse(recording.headers().get("content-type"));
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(recording.status())
        .message("")
        .body(ResponseBody.create(recording.body(), type))
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "completion        | /completions          | CreateCompletionResponse",
        "embedding         | /embeddings           | CreateEmbeddingResponse",
        "image             | /images/generations   | ImagesResponse",
        "moderation        | /moderations          | CreateModerationResponse",
        "transcription     | /audio/transcriptions | CreateTranscriptionResponseJson",
        "models            | /models               | ListModelsResponse",
      })
  void areThoseOfTheDescription(String operation, String path, String schema) {
    List<String> violations = new ArrayList<>();
    for (Recording each : Recordings.of("openai", operation)) {
      if (each.operation().equals(operation)) {
        recording = each;
        ServerReply reply = http.handle(request(path));
        assertThat(reply.status()).as(each.name()).isEqualTo(200);
        OpenApiSchema described = OpenApiSchema.named(schema);
        if (described != null) {
          List<String> found = described.violations(json(reply.text()));
          found.removeAll(described.violations(json(each.body().utf8()))); // OpenAI's own.
          found.forEach(violation -> violations.add(each.name() + ": " + violation));
        }
      }
    }

    assertThat(violations).isEmpty();
  }

  private static Map<String, Object> json(String text) {
    return RawJson.parse(text).toMap();
  }

  private static ServerRequest request(String path) {
    if (path.equals("/models")) {
      return Surface.request("GET", "/v1" + path, new byte[0]);
    }
    boolean form = path.startsWith("/audio");
    String body = form ? FORM : "{\"model\":\"@openai/m\",\"prompt\":\"x\",\"input\":\"x\"}";
    return Surface.request(
        "POST",
        "/v1" + path,
        body.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        form ? "multipart/form-data; boundary=b" : "application/json");
  }
}
