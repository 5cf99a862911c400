package dev.gatewaysdk.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.provider.http.EventStream;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.testing.ManualClock;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BedrockProviderTest {
  private static final String ANSWER =
      "{\"output\":{\"message\":{\"content\":[{\"text\":\"Hello\"}]}},\"stopReason\":\"end_turn\"}";
  private static final String SECRET = "a-very-secret-access-key";

  private final MockWebServer server = NoDelayServer.create();
  private final ManualClock clock = new ManualClock();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private BedrockProvider.Builder builder() {
    return BedrockProvider.builder("eu-central-1").baseUrl(server.url("/").toString());
  }

  private GatewayClient gateway(BedrockProvider provider) {
    return GatewayClient.builder().provider("aws", provider).retry(Retry.NONE).clock(clock).build();
  }

  private static ChatRequest hello(String model) {
    return ChatRequest.builder("@aws/" + model).user("Hi").build();
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("x-amzn-requestid", "request-1")
        .body(body)
        .build();
  }

  private static MockResponse stream(EventStream stream) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/vnd.amazon.eventstream")
        .chunkedBody(new Buffer().write(stream.bytes()), 7)
        .build();
  }

  @Test
  void signsWhatItSendsToTheModelsOwnPath() throws Exception {
    server.enqueue(json(200, ANSWER));
    BedrockProvider provider =
        builder()
            .credentials(Secret.of("AKIDEXAMPLE"), Secret.of(SECRET))
            .sessionToken(Secret.of("a-session-token"))
            .build();

    try (GatewayClient gateway = gateway(provider)) {
      String arn = "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-x";
      ChatResponse response = gateway.chat(hello(arn));

      RecordedRequest sent = server.takeRequest();
      assertThat(response.text()).isEqualTo("Hello");
      assertThat(sent.getTarget())
          .isEqualTo(
              "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Ainference-profile%2F"
                  + "us.anthropic.claude-x/converse");
      assertThat(sent.getHeaders().get("x-amz-security-token")).isEqualTo("a-session-token");
      assertThat(sent.getHeaders().get("Authorization"))
          .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
          .contains("/eu-central-1/bedrock/aws4_request, ")
          .contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, ")
          .doesNotContain(SECRET);
      String time =
          DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
              .withZone(ZoneOffset.UTC)
              .format(Instant.ofEpochMilli(clock.epochMillis()));
      assertThat(sent.getHeaders().get("x-amz-date")).isEqualTo(time);
    }
  }

  @Test
  void asksItsSupplierAnewForEachTry() throws Exception {
    List<AwsCredentials> given = new ArrayList<>();
    server.enqueue(json(200, ANSWER));
    server.enqueue(json(200, ANSWER));
    BedrockProvider provider =
        builder()
            .credentials(
                () -> {
                  given.add(AwsCredentials.of("KEY" + given.size(), SECRET));
                  return given.get(given.size() - 1);
                })
            .build();

    try (GatewayClient gateway = gateway(provider)) {
      gateway.chat(hello("amazon.nova-lite-v1:0"));
      gateway.chat(hello("amazon.nova-lite-v1:0"));
    }

    assertThat(server.takeRequest().getHeaders().get("Authorization")).contains("Credential=KEY0/");
    assertThat(server.takeRequest().getHeaders().get("Authorization")).contains("Credential=KEY1/");
  }

  @Test
  void saysThatItsSupplierFailedAndThatNothingWasSent() {
    Supplier<AwsCredentials> broken =
        () -> {
          throw new IllegalStateException(SECRET);
        };

    try (GatewayClient gateway = gateway(builder().credentials(broken).build())) {
      assertThatThrownBy(() -> gateway.chat(hello("amazon.nova-lite-v1:0")))
          .isInstanceOfSatisfying(
              ProviderException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
                assertThat(e.sent()).isFalse();
              })
          .hasMessageContaining("the supplier of AWS credentials failed")
          .hasMessageNotContaining(SECRET);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void takesTheTokenOutOfWhatAwsEchoes() {
    server.enqueue(
        json(403, "{\"message\":\"The canonical string was x-amz-security-token:tok-123456789\"}"));
    BedrockProvider provider =
        builder()
            .credentials(Secret.of("AKIDEXAMPLE"), Secret.of(SECRET))
            .sessionToken(Secret.of("tok-123456789"))
            .build();

    try (GatewayClient gateway = gateway(provider)) {
      assertThatThrownBy(() -> gateway.chat(hello("amazon.nova-lite-v1:0")))
          .hasMessageContaining("x-amz-security-token:***")
          .hasMessageNotContaining("tok-123456789");
    }
  }

  @Test
  void readsAStreamAsItComesAndSaysWhereItBrokeOff() {
    EventStream whole =
        new EventStream()
            .event("messageStart", "{\"role\":\"assistant\"}")
            .event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hel\"}}")
            .event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"lo\"}}")
            .event("messageStop", "{\"stopReason\":\"end_turn\"}")
            .event("metadata", "{\"usage\":{\"inputTokens\":1,\"outputTokens\":2}}");
    EventStream broken =
        new EventStream()
            .event("messageStart", "{\"role\":\"assistant\"}")
            .event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hel\"}}")
            .exception("modelStreamErrorException", "{\"message\":\"gone\"}");
    EventStream cut =
        new EventStream()
            .event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hel\"}}");
    server.enqueue(stream(whole));
    server.enqueue(stream(broken));
    server.enqueue(stream(cut));

    try (GatewayClient gateway = gateway(builder().credentials(() -> FIXED).build())) {
      try (ChatStream stream = gateway.stream(hello("amazon.nova-lite-v1:0"))) {
        assertThat(stream.collect().text()).isEqualTo("Hello");
      }
      assertThatThrownBy(() -> collect(gateway))
          .isInstanceOfSatisfying(
              StreamTruncatedException.class, e -> assertThat(e.partialText()).isEqualTo("Hel"))
          .hasMessageContaining("gone");
      assertThatThrownBy(() -> collect(gateway))
          .isInstanceOf(StreamTruncatedException.class)
          .hasMessageContaining("without its terminal event");
    }
  }

  private static final AwsCredentials FIXED = AwsCredentials.of("AKIDEXAMPLE", SECRET);

  private static void collect(GatewayClient gateway) {
    try (ChatStream stream = gateway.stream(hello("amazon.nova-lite-v1:0"))) {
      stream.collect();
    }
  }

  @Test
  void streamsWhatCameInOnePieceWhereTheModelStreamsNoCalls() throws Exception {
    server.enqueue(
        json(
            200,
            "{\"output\":{\"message\":{\"content\":[{\"toolUse\":{\"toolUseId\":\"1\",\"name\":\"f\","
                + "\"input\":{}}}]}},\"stopReason\":\"tool_use\"}"));
    ChatRequest request =
        ChatRequest.builder("@aws/" + WrittenConverse.LLAMA)
            .user("Hi")
            .tool(WrittenConverse.TOOL)
            .build();

    try (GatewayClient gateway = gateway(builder().credentials(() -> FIXED).build());
        ChatStream stream = gateway.stream(request)) {
      ChatResponse response = stream.collect();

      assertThat(response.toolCalls()).hasSize(1);
      assertThat(response.adjustments()).extracting(Adjustment::subject).containsExactly("stream");
      assertThat(server.takeRequest().getTarget()).endsWith("/converse");
    }
  }

  @Test
  void noticesAChangedByteInAStream() {
    byte[] bytes =
        new EventStream()
            .event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hel\"}}")
            .bytes();
    bytes[bytes.length - 10] ^= 1;
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(bytes)).build());

    try (GatewayClient gateway = gateway(builder().credentials(() -> FIXED).build())) {
      assertThatThrownBy(() -> collect(gateway))
          .isInstanceOfSatisfying(
              ProviderException.class,
              e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY))
          .hasMessageContaining("wrong checksum");
    }
  }

  @Test
  void saysWhatItLacks() {
    assertThatThrownBy(() -> BedrockProvider.builder("us-east-1").build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("access-key-id is missing");
    assertThatThrownBy(() -> BedrockProvider.builder("us east"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("region");
    assertThatThrownBy(
            () ->
                builder()
                    .credentials(() -> FIXED)
                    .credentials(Secret.of("a"), Secret.of("b"))
                    .build())
        .hasMessageContaining("given twice");
    assertThatThrownBy(() -> AwsCredentials.of("a", " ")).hasMessageContaining("secret access key");
    assertThatThrownBy(() -> new AwsCredentials("a", "b", "tok\n123"))
        .hasMessageContaining("session token")
        .hasMessageContaining("position 3")
        .hasMessageNotContaining("tok\n");
    assertThatThrownBy(() -> AwsCredentials.of("a b", "c")).hasMessageContaining("access key id");
  }

  @Test
  void showsNoneOfItsCredentials() {
    assertThat(FIXED).hasToString("AwsCredentials(***)");
    assertThat(BedrockProvider.builder("eusc-de-east-1").credentials(() -> FIXED).build())
        .hasToString("BedrockProvider(https://bedrock-runtime.eusc-de-east-1.amazonaws.eu/)");
    try (BedrockProvider provider =
        BedrockProvider.builder("cn-north-1").credentials(() -> FIXED).build()) {
      assertThat(provider)
          .hasToString("BedrockProvider(https://bedrock-runtime.cn-north-1.amazonaws.com.cn/)");
    }
  }
}
