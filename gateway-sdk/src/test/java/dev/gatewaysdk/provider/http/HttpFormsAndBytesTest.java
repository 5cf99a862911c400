package dev.gatewaysdk.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.audio.AudioChunk;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests without JSON, and replies that are none, over real sockets on loopback. */
class HttpFormsAndBytesTest {
  private static final Timeouts PATIENT = Timeouts.DEFAULTS.withTotal(Duration.ofSeconds(20));
  private static final byte[] SOUND = sound(20_000);

  private final MockWebServer server = NoDelayServer.create();
  private final HttpTransport transport = transport(HttpOptions.defaults());
  private final CredentialHeaders headers =
      new CredentialHeaders(
          Secret.of("sk-canary-4711"),
          "Authorization",
          "Bearer ",
          Map.of(),
          HttpOptions.defaults());

  private static HttpTransport transport(HttpOptions options) {
    return new HttpTransport(options, new PlainDialect());
  }

  private static byte[] sound(int length) {
    byte[] sound = new byte[length];
    for (int i = 0; i < length; i++) {
      sound[i] = (byte) (i * 31);
    }
    return sound;
  }

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void leavesNoConnectionInUse() {
    assertThat(transport.connectionsInUse()).isZero();
    transport.close();
    server.close();
  }

  /** Takes everything that does not say it is JSON as sound. */
  private static final class SoundReader implements ReplyReader, BytesReader {
    private final PlainDialect.Reader json = new PlainDialect.Reader();

    @Override
    public @Nullable BytesReader bytes(@Nullable String contentType) {
      return contentType != null && contentType.contains("json") ? null : this;
    }

    @Override
    public void chunk(byte[] bytes, Consumer<? super ReplyEvent> out) {
      out.accept(new AudioChunk(bytes));
    }

    @Override
    public void end(Consumer<? super ReplyEvent> out) {
      out.accept(new ChatEvent.TextDelta(0, "end"));
    }

    @Override
    public void whole(JsonReader reader, Consumer<? super ReplyEvent> out) throws IOException {
      json.whole(reader, out);
    }

    @Override
    public void event(JsonReader reader, Consumer<? super ReplyEvent> out) throws IOException {
      json.event(reader, out);
    }

    @Override
    public boolean ended() {
      return json.ended();
    }
  }

  private static Attempt attempt(Timeouts timeouts) {
    return Attempts.of(Attempts.HELLO, true, "plain", "model-1", timeouts);
  }

  private RequestUrl url() {
    return new RequestUrl(server.url("/v1/things"));
  }

  private Reply get(Timeouts timeouts) {
    return transport.get(attempt(timeouts), url(), headers, new SoundReader());
  }

  private static byte[] bytes(Reply reply) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
      if (event instanceof AudioChunk chunk) {
        all.writeBytes(chunk.bytes());
      }
    }
    return all.toByteArray();
  }

  private static MockResponse.Builder sound() {
    return new MockResponse.Builder().setHeader("Content-Type", "audio/mpeg");
  }

  @Test
  void getsWithTheCredentialsAndWithoutABody() throws InterruptedException {
    server.enqueue(sound().body(new Buffer().write(SOUND)).build());

    try (Reply reply = get(PATIENT)) {
      assertThat(bytes(reply)).isEqualTo(SOUND);
    }

    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("GET");
    assertThat(request.getTarget()).isEqualTo("/v1/things");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer sk-canary-4711");
    assertThat(request.getBodySize()).isZero();
  }

  @Test
  void postsAFormWithAFile() throws InterruptedException {
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Type", "application/json")
            .body("{\"text\":\"a\"}")
            .build());
    Multipart form =
        new Multipart()
            .file("file", "talk \"one\".mp3", "audio/mpeg", SOUND)
            .field("model", "whisper-1")
            .field("prompt", "Zürich");

    try (Reply reply = transport.post(attempt(PATIENT), url(), headers, form, new SoundReader())) {
      assertThat(reply.next()).isEqualTo(new ChatEvent.TextDelta(0, "a"));
    }

    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Content-Type"))
        .startsWith("multipart/form-data; boundary=");
    assertThat(request.getHeaders().get("Content-Length"))
        .isEqualTo(Long.toString(request.getBodySize()));
    String body = request.getBody().string(StandardCharsets.ISO_8859_1);
    assertThat(body)
        .contains("name=\"file\"; filename=\"talk %22one%22.mp3\"")
        .contains("Content-Type: audio/mpeg")
        .contains(new String(SOUND, StandardCharsets.ISO_8859_1))
        .contains("name=\"model\"\r\n\r\nwhisper-1\r\n");
    assertThat(request.getBody().utf8()).contains("Zürich");
  }

  @Test
  void refusesAMediaTypeThatIsNone() {
    assertThatThrownBy(() -> new Multipart().file("file", "a.mp3", "audio", SOUND))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("audio/mpeg");
  }

  @Test
  void givesSoundAsItComes() {
    server.enqueue(
        sound()
            .chunkedBody(new Buffer().write(SOUND), 1000)
            .throttleBody(10_000, 60, TimeUnit.MILLISECONDS)
            .build());

    try (Reply reply = get(PATIENT)) {
      AudioChunk first = (AudioChunk) reply.next();

      assertThat(first.bytes().length).isBetween(1, 10_000);
      assertThat(SOUND).startsWith(first.bytes());
      assertThat(bytes(reply).length).isEqualTo(SOUND.length - first.bytes().length);
      assertThat(reply.next()).isNull();
    }
  }

  @Test
  void tellsTheReaderThatItIsComplete() {
    server.enqueue(sound().body("").build());

    try (Reply reply = get(PATIENT)) {
      assertThat(reply.next()).isEqualTo(new ChatEvent.TextDelta(0, "end"));
      assertThat(reply.next()).isNull();
    }
  }

  @Test
  void noticesThatSoundBreaksOff() {
    server.enqueue(
        sound()
            .body(new Buffer().write(SOUND))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    try (Reply reply = get(PATIENT)) {
      ProviderException e = catchThrowableOfType(ProviderException.class, () -> bytes(reply));

      assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
      assertThat(e).hasMessageContaining("while reading the answer");
    }
  }

  @Test
  void readsNoMoreThanTheLimit() {
    server.enqueue(sound().body(new Buffer().write(SOUND)).build());

    try (HttpTransport small = transport(HttpOptions.builder().maxReplyBytes(10_000).build());
        Reply reply = small.get(attempt(PATIENT), url(), headers, new SoundReader())) {
      assertThatThrownBy(() -> bytes(reply))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("max-reply-bytes of 10000");
    }
  }

  @Test
  void endsWhenItIsCancelled() {
    server.enqueue(
        sound().body(new Buffer().write(SOUND)).throttleBody(10_000, 30, TimeUnit.SECONDS).build());
    Attempt attempt = attempt(PATIENT);

    try (Reply reply = transport.get(attempt, url(), headers, new SoundReader())) {
      assertThat(reply.next()).isInstanceOf(AudioChunk.class);
      attempt.cancellation().cancel();

      assertThatThrownBy(() -> bytes(reply)).isInstanceOf(CallCancelledException.class);
    }
  }

  @Test
  void waitsForSoundNoLongerThanForTokens() {
    server.enqueue(
        sound().body(new Buffer().write(SOUND)).throttleBody(10_000, 30, TimeUnit.SECONDS).build());

    try (Reply reply = get(PATIENT.withBetweenTokens(Duration.ofMillis(50)))) {
      ProviderException e = catchThrowableOfType(ProviderException.class, () -> bytes(reply));

      assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT);
      assertThat(e).hasMessageContaining("between-tokens");
    }
  }

  @Test
  void saysWhatAGetWaitedFor() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

    ProviderException e =
        catchThrowableOfType(
            ProviderException.class, () -> get(PATIENT.withFirstToken(Duration.ofMillis(50))));

    assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(e)
        .hasMessageContaining("first-token")
        .hasMessageContaining("waiting for the answer");
    assertThat(e.sent()).isTrue();
  }

  @Test
  void saysThatNothingListensToAGet() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    RequestUrl nobody = new RequestUrl(server.url("/").newBuilder().port(port).build());

    ProviderException e =
        catchThrowableOfType(
            ProviderException.class,
            () -> transport.get(attempt(PATIENT), nobody, headers, new SoundReader()));

    assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(e.sent()).isFalse();
    assertThat(e).hasMessageContaining("cannot connect");
  }
}
