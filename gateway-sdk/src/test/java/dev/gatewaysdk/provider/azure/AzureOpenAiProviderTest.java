package dev.gatewaysdk.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.conformance.Replays;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureOpenAiProviderTest {
  private static final String KEY = "azure-key-0123456789";
  private static final String DATED = "2024-10-21";
  private static final String ANSWER =
      "{\"id\":\"i\",\"model\":\"gpt-4o-2024-11-20\",\"prompt_filter_results\":[{\"prompt_index\":0}],"
          + "\"choices\":[{\"content_filter_results\":{\"hate\":{\"filtered\":false}},"
          + "\"message\":{\"content\":\"Hello.\"},\"finish_reason\":\"stop\"}]}";

  private final MockWebServer server = NoDelayServer.create();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private AzureOpenAiProvider.Builder at(String path) {
    return AzureOpenAiProvider.builder()
        .baseUrl(server.url(path).toString())
        .apiKey(Secret.of(KEY));
  }

  private RecordedRequest sent(
      AzureOpenAiProvider.Builder builder, OperationRequest request, boolean streamed, String model)
      throws InterruptedException {
    server.enqueue(new MockResponse.Builder().code(400).build());
    try (AzureOpenAiProvider provider = builder.build()) {
      assertThatThrownBy(
              () -> provider.open(Attempts.of(request, streamed, "azure", model)).close())
          .isInstanceOf(ProviderException.class);
    }
    return server.takeRequest();
  }

  private String url(AzureOpenAiProvider.Builder builder, String model)
      throws InterruptedException {
    String base = server.url("/").toString();
    return sent(builder, Attempts.HELLO, false, model)
        .getUrl()
        .toString()
        .substring(base.length() - 1);
  }

  private ProviderException failure(MockResponse.Builder response) {
    server.enqueue(response.build());
    try (AzureOpenAiProvider provider = at("/").apiVersion(DATED).build()) {
      return catchThrowableOfType(
          ProviderException.class,
          () -> Replays.collect(provider, Attempts.of(Attempts.HELLO, false, "azure", "gpt4o")));
    }
  }

  @Test
  void theAddressIsMadeOfTheResourcesName() {
    AzureOpenAiProvider.Builder builder =
        AzureOpenAiProvider.builder().resource("my-res").apiKey(Secret.of(KEY));
    try (AzureOpenAiProvider undated = builder.build();
        AzureOpenAiProvider dated = builder.apiVersion(DATED).deployment("gpt4o-eu").build()) {
      assertThat(undated)
          .hasToString("AzureOpenAiProvider(https://my-res.openai.azure.com/openai/v1)");
      assertThat(dated)
          .hasToString(
              "AzureOpenAiProvider(https://my-res.openai.azure.com/openai/deployments, gpt4o-eu)");
      assertThat(dated.type()).isEqualTo("azure-openai");
      assertThat(dated.deployment()).isEqualTo("gpt4o-eu");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/,          2024-10-21, /openai/deployments/d/chat/completions?api-version=2024-10-21",
    "/proxy/,    2024-10-21, /proxy/openai/deployments/d/chat/completions?api-version=2024-10-21",
    "/openai,    2024-10-21, /openai/deployments/d/chat/completions?api-version=2024-10-21",
    "/,          v1,         /openai/v1/chat/completions",
    "/,          preview,    /openai/v1/chat/completions?api-version=preview",
    "/,          latest,     /openai/v1/chat/completions?api-version=latest",
    "/openai,    v1,         /openai/v1/chat/completions",
    "/openai/v1, v1,         /openai/v1/chat/completions",
    "/models,    2025-04-01, /models/chat/completions?api-version=2025-04-01",
  })
  void eachSurfaceHasAPathOfItsOwn(String path, String version, String url)
      throws InterruptedException {
    assertThat(url(at(path).apiVersion(version), "d")).isEqualTo(url);
  }

  @Test
  void aFoundryIsAskedForAVersionOfItsOwn() throws InterruptedException {
    assertThat(url(at("/models"), "grok-4"))
        .isEqualTo("/models/chat/completions?api-version=2024-05-01-preview");
  }

  @Test
  void otherOperationsGoToTheDeploymentToo() throws InterruptedException {
    EmbeddingRequest request = EmbeddingRequest.builder("e").input("Hello!").build();

    RecordedRequest sent = sent(at("/").apiVersion(DATED), request, false, "embed-3");

    assertThat(sent.getUrl().encodedPath()).isEqualTo("/openai/deployments/embed-3/embeddings");
    assertThat(sent.getBody().utf8()).doesNotContain("base64"); // Not every model there knows it.
  }

  @Test
  void theTargetsModelIsTheDeploymentWhateverItsName() throws InterruptedException {
    assertThat(url(at("/").apiVersion(DATED), "my gpt/4o?x"))
        .startsWith("/openai/deployments/my%20gpt%2F4o%3Fx/chat/completions?");
  }

  @Test
  void noDeploymentLeadsOutOfItsPath() {
    try (AzureOpenAiProvider provider = at("/").apiVersion(DATED).build()) {
      Attempt attempt = Attempts.of(Attempts.HELLO, false, "azure", "..");

      assertThatThrownBy(() -> provider.open(attempt)).isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void aDeploymentOfTheProvidersOwnTakesAllCalls() throws InterruptedException {
    AzureOpenAiProvider.Builder builder = at("/").apiVersion(DATED).deployment("gpt4o-eu");

    RecordedRequest dated = sent(builder, Attempts.HELLO, false, "gpt-4o");
    RecordedRequest undated = sent(builder.apiVersion("v1"), Attempts.HELLO, false, "gpt-4o");

    assertThat(dated.getUrl().encodedPath())
        .isEqualTo("/openai/deployments/gpt4o-eu/chat/completions");
    assertThat(undated.getBody().utf8()).contains("\"model\":\"gpt4o-eu\"");
  }

  @Test
  void aKeyHasAHeaderOfItsOwnAndATokenIsABearer() throws InterruptedException {
    Iterator<String> tokens = List.of("first", "second").iterator();
    RecordedRequest withKey = sent(at("/"), Attempts.HELLO, false, "d");
    AzureOpenAiProvider.Builder builder =
        AzureOpenAiProvider.builder()
            .baseUrl(server.url("/").toString())
            .accessToken(Secret.supplier(tokens::next));
    RecordedRequest withToken = sent(builder, Attempts.HELLO, false, "d");
    RecordedRequest refreshed = sent(builder, Attempts.HELLO, false, "d");

    assertThat(withKey.getHeaders().get("api-key")).isEqualTo(KEY);
    assertThat(withKey.getHeaders().get("Authorization")).isNull();
    assertThat(withToken.getHeaders().get("api-key")).isNull();
    assertThat(withToken.getHeaders().get("Authorization")).isEqualTo("Bearer first");
    assertThat(refreshed.getHeaders().get("Authorization")).isEqualTo("Bearer second");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-01,         max_tokens,            system",
    "2024-08-01-preview, max_tokens,            system",
    "2024-09-01-preview, max_completion_tokens, system",
    "2024-10-21,         max_completion_tokens, system",
    "2024-12-01-preview, max_completion_tokens, developer",
    "v1,                 max_completion_tokens, developer",
  })
  void olderVersionsAreSpokenToInTheirOwnWords(String version, String limit, String role)
      throws InterruptedException {
    ChatRequest request =
        ChatRequest.builder("e").message(ChatMessage.developer("d")).user("u").maxTokens(5).build();

    String body = sent(at("/").apiVersion(version), request, true, "d").getBody().utf8();

    assertThat(body).contains("\"" + limit + "\":5", "\"role\":\"" + role + "\"");
    assertThat(body.contains("include_usage")).isEqualTo(!limit.equals("max_tokens"));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-06-01,         false, false, false",
    "2024-08-01-preview, true,  false, false",
    "2024-10-21,         true,  true,  false",
    "2024-12-01-preview, true,  true,  true",
    "v1,                 true,  true,  true",
  })
  void olderVersionsAreNotAskedForWhatTheyRefuse(
      String version, boolean schemas, boolean parallel, boolean effort)
      throws InterruptedException {
    RawJson schema = RawJson.parse("{\"type\":\"object\"}");
    ChatRequest request =
        ChatRequest.builder("e")
            .user("u")
            .tools(List.of(ToolDefinition.of("f", null, schema)))
            .parallelToolCalls(false)
            .reasoningEffort("low")
            .responseFormat(ResponseFormat.jsonSchema("a", schema))
            .build();

    String body = sent(at("/").apiVersion(version), request, false, "d").getBody().utf8();

    assertThat(body.contains("\"type\":\"json_schema\"")).isEqualTo(schemas);
    assertThat(body.contains("\"type\":\"json_object\"")).isEqualTo(!schemas);
    assertThat(body.contains("parallel_tool_calls")).isEqualTo(parallel);
    assertThat(body.contains("reasoning_effort")).isEqualTo(effort);
  }

  @Test
  void aFoundryPassesOnWhatOnlyItsModelKnows() throws InterruptedException {
    RecordedRequest foundry = sent(at("/models"), Attempts.HELLO, false, "grok");
    RecordedRequest dated = sent(at("/").apiVersion(DATED), Attempts.HELLO, false, "d");

    assertThat(foundry.getHeaders().get("extra-parameters")).isEqualTo("pass-through");
    assertThat(dated.getHeaders().get("extra-parameters")).isNull();
  }

  @Test
  void aFoundryTakesTextsToEmbedAsAListAndSaysWhatFor() throws InterruptedException {
    EmbeddingRequest request =
        EmbeddingRequest.builder("e").input("Hi").purpose(EmbeddingRequest.Purpose.QUERY).build();

    assertThat(sent(at("/models"), request, false, "embed").getBody().utf8())
        .isEqualTo("{\"model\":\"embed\",\"input\":[\"Hi\"],\"input_type\":\"query\"}");
  }

  @Test
  void whatWasFoundInOnesOwnDataIsPassedOn() {
    server.enqueue(
        new MockResponse.Builder()
            .body(
                "{\"id\":\"i\",\"choices\":[{\"message\":{\"content\":\"Yes [doc1].\",\"context\":"
                    + "{\"citations\":[{\"title\":\"t\"}],\"intent\":\"[]\"}},"
                    + "\"finish_reason\":\"stop\"}]}")
            .build());
    try (AzureOpenAiProvider provider = at("/").apiVersion(DATED).build()) {
      ChatResponse response =
          Replays.collect(provider, Attempts.of(Attempts.HELLO, false, "azure", "gpt4o"));

      assertThat(response.choices().get(0).message().parts())
          .filteredOn(ContentPart.ProviderBlock.class::isInstance)
          .extracting(part -> ((ContentPart.ProviderBlock) part).json().text())
          .singleElement(InstanceOfAssertFactories.STRING)
          .contains("\"title\":\"t\"");
    }
  }

  @Test
  void notesAzuresIdOfTheRequestAndTheRealModel() {
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("apim-request-id", "apim-1")
            .setHeader("x-ratelimit-remaining-requests", "7")
            .setHeader("x-ratelimit-reset-requests", "1")
            .body(ANSWER)
            .build());
    Attempt attempt = Attempts.of(Attempts.HELLO, false, "azure", "gpt4o-eu");
    try (AzureOpenAiProvider provider = at("/").apiVersion(DATED).build()) {
      ChatResponse response = Replays.collect(provider, attempt);

      assertThat(response.model()).isEqualTo("gpt-4o-2024-11-20");
      assertThat(response.choices().get(0).message().text()).isEqualTo("Hello.");
    }
    assertThat(attempt.trail().providerRequestId()).isEqualTo("apim-1");
    assertThat(attempt.trail().rateLimits().requests().remaining()).isEqualTo(7);
  }

  @Test
  void theFirstChunkHasNeitherIdNorModelNorAnAnswer() {
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("content-type", "text/event-stream")
            .body(
                "data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\","
                    + "\"prompt_filter_results\":[{\"prompt_index\":0}]}\n\n"
                    + "data: {\"choices\":[{\"content_filter_results\":{},\"delta\":{\"content\":"
                    + "\"Hi\"},\"index\":0}],\"id\":\"i\",\"model\":\"gpt-4o-2024-11-20\"}\n\n"
                    + "data: {\"choices\":[{\"content_filter_results\":{},\"delta\":{},"
                    + "\"finish_reason\":\"stop\",\"index\":0}],\"id\":\"i\"}\n\ndata: [DONE]\n\n")
            .build());
    try (AzureOpenAiProvider provider = at("/").apiVersion("2024-02-01").build()) {
      ChatResponse response =
          Replays.collect(provider, Attempts.of(Attempts.HELLO, true, "azure", "d"));

      assertThat(response.id()).isEqualTo("i");
      assertThat(response.model()).isEqualTo("gpt-4o-2024-11-20");
      assertThat(response.choices().get(0).message().text()).isEqualTo("Hi");
      assertThat(response.usage()).isNull(); // This version is not asked for it.
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | CONTENT_FILTERED | {"error":{"message":"The response was filtered.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"jailbreak":{"filtered":true,"detected":true}}}}}
          404 | MODEL_NOT_FOUND  | {"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}
          404 | MODEL_NOT_FOUND  | {"error":{"code":"404","message":"Resource not found"}}
          400 | MODEL_NOT_FOUND  | {"error":{"code":"unknown_model","message":"Unknown model: gpt-9","details":"Unknown model: gpt-9"}}
          401 | AUTHENTICATION   | {"error":{"code":"401","message":"Access denied due to invalid subscription key or wrong API endpoint."}}
          401 | AUTHENTICATION   | {"statusCode":401,"message":"Unauthorized. Access token is missing, invalid, audience is incorrect, or have expired."}
          401 | AUTHENTICATION   | {"error":{"code":"PermissionDenied","message":"The principal lacks the required data action"}}
          429 | RATE_LIMITED     | {"error":{"code":"429","message":"Requests have exceeded the token rate limit. Please retry after 2 seconds."}}
          429 | RATE_LIMITED     | {"error":{"code":"RateLimitReached","message":"Too many requests.","details":"Too many requests."}}
          429 | OVERLOADED       | {"error":{"code":"NoCapacity","message":"The system is currently experiencing high demand."}}
          413 | CONTEXT_TOO_LONG | {"error":{"code":"tokens_limit_reached","message":"Request body too large for the model."}}
          """)
  void classifiesAzuresErrorsWhichHaveNoType(int status, FailureKind kind, String body) {
    ProviderException e =
        failure(
            new MockResponse.Builder().code(status).setHeader("apim-request-id", "a").body(body));

    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e.providerRequestId()).isEqualTo("a");
  }

  @Test
  void anErrorMayComeWithStatus200() {
    ProviderException e =
        failure(
            new MockResponse.Builder()
                .body(
                    "{\"error\":{\"message\":\"The prompt was filtered.\",\"type\":null,"
                        + "\"param\":\"prompt\",\"code\":\"content_filter\",\"status\":400}}"));

    assertThat(e.kind()).isEqualTo(FailureKind.CONTENT_FILTERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"retry-after-ms", "x-ms-retry-after-ms"})
  void millisecondsToWaitGoBeforeSeconds(String header) {
    ProviderException e =
        failure(
            new MockResponse.Builder()
                .code(429)
                .setHeader("retry-after", "2")
                .setHeader(header, "1500"));

    assertThat(e.retryAfter()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void eachSurfaceHasItsOperations() {
    try (AzureOpenAiProvider openai = at("/").build();
        AzureOpenAiProvider foundry = at("/models").build()) {
      assertThat(Operation.values())
          .filteredOn(openai::supports)
          .containsExactlyInAnyOrder(
              Operation.CHAT,
              Operation.COMPLETION,
              Operation.EMBEDDING,
              Operation.IMAGE,
              Operation.SPEECH,
              Operation.TRANSCRIPTION);
      assertThat(Operation.values())
          .filteredOn(foundry::supports)
          .containsExactlyInAnyOrder(Operation.CHAT, Operation.EMBEDDING);
      ModerationRequest request = ModerationRequest.builder("e").text("x").build();
      assertThatThrownBy(() -> openai.open(Attempts.of(request, false, "azure", "m")))
          .isInstanceOf(UnsupportedRequestException.class)
          .hasMessageContaining("azure-openai");
    }
  }

  @Test
  void severalKeysAreSeveralCredentials() {
    List<Secret> keys = List.of(Secret.of("a"), Secret.of("b"));
    try (AzureOpenAiProvider provider =
        AzureOpenAiProvider.builder().resource("r").apiKeys(keys).build()) {
      assertThat(provider.credentials()).isEqualTo(2);
    }
  }

  @Test
  void saysWhatIsMissing() {
    AzureOpenAiProvider.Builder nowhere = AzureOpenAiProvider.builder().apiKey(Secret.of(KEY));
    AzureOpenAiProvider.Builder nobody = AzureOpenAiProvider.builder().resource("my-res");

    assertThatThrownBy(nowhere::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("resource");
    assertThatThrownBy(nobody::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("AZURE_OPENAI_API_KEY");
    assertThatThrownBy(nobody.apiKey(Secret.of(KEY)).accessToken(Secret.of("t"))::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("either");
  }

  @Test
  void refusesWhatCannotWork() {
    AzureOpenAiProvider.Builder builder = AzureOpenAiProvider.builder();

    assertThatThrownBy(() -> builder.resource("my-res.openai.azure.com"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("resource");
    assertThatThrownBy(() -> builder.deployment("a/b")).hasMessageStartingWith("deployment");
    assertThatThrownBy(() -> builder.apiVersion("latest please"))
        .hasMessageStartingWith("api-version");
    assertThatThrownBy(at("/openai/v1").apiVersion(DATED)::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/v1");
    assertThatThrownBy(at("/models").apiVersion("v1")::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/models");
    assertThatThrownBy(at("/openai/deployments/d").apiVersion(DATED)::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("base-url");
  }
}
