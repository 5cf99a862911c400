package dev.gatewaysdk.provider.http;

import static dev.gatewaysdk.provider.http.LoopbackMedia.PNG;
import static dev.gatewaysdk.provider.http.LoopbackMedia.PRIVATE;
import static dev.gatewaysdk.provider.http.LoopbackMedia.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.call.Media;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.provider.http.LoopbackMedia.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that strangers wrote, over real sockets on loopback. */
class HttpMediaFetcherTest {
  private static final Duration ENOUGH = Duration.ofSeconds(20);

  private final MockWebServer server = NoDelayServer.create();
  private final Names names = new Names(PUBLIC);
  private final HttpMediaFetcher fetcher =
      LoopbackMedia.fetcher(HttpMediaFetcher.builder().maxSize(1000), names);

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    fetcher.close();
    server.close();
  }

  private String link(String path) {
    return "http://images.example.com:" + server.getPort() + path;
  }

  private Media fetch(String url) throws IOException {
    return fetcher.fetch(url, ENOUGH, new Cancellation());
  }

  private static MockResponse.Builder bytes(byte[] bytes) {
    return new MockResponse.Builder().body(new Buffer().write(bytes));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void enqueue(MockResponse.Builder response) {
    server.enqueue(response.build());
  }

  private void redirect(String to) {
    enqueue(
        new MockResponse.Builder()
            .code(302)
            .addHeader("Location", to)
            .addHeader("Set-Cookie", "session=1")
            .addHeader("Connection", "close"));
  }

  @Test
  void fetchesAPictureAndSaysNothingOfItself() throws Exception {
    redirect("/b.png");
    enqueue(bytes(PNG));

    Media media = fetch(link("/a.png?key=1"));

    assertThat(media.type()).isEqualTo("image/png");
    assertThat(media.size()).isEqualTo(PNG.length);
    assertThat(media.dataUrl()).startsWith("data:image/png;base64,iVBORw0KGgo");
    assertThat(media).hasToString("Media(image/png, " + PNG.length + " bytes)");
    for (String target : List.of("/a.png?key=1", "/b.png")) {
      RecordedRequest request = server.takeRequest();
      assertThat(request.getTarget()).isEqualTo(target);
      assertThat(request.getHeaders().names())
          .containsExactlyInAnyOrder(
              "Host", "Connection", "Accept", "Accept-Encoding", "User-Agent");
      assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
    }
  }

  @Test
  void tellsWhatItIsByItsFirstBytesWhateverTheHeaderSays() throws IOException {
    Map<String, byte[]> files =
        Map.of(
            "image/png", PNG,
            "image/jpeg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0},
            "image/gif", text("GIF89a…"),
            "image/webp", text("RIFF\1\2\3\4WEBPVP8 "),
            "application/pdf", text("%PDF-1.7 …"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      enqueue(bytes(file.getValue()).addHeader("Content-Type", "text/plain"));

      assertThat(fetch(link("/a")).type()).isEqualTo(file.getKey());
    }
  }

  @Test
  void takesNothingElse() {
    for (String file :
        List.of(
            "<html>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "<?xml version=\"1.0\"?>",
            "{\"Token\":\"secret\"}",
            "RIFF\1\2\3\4WAVE",
            "    \1\2\3\4WEBP",
            "\u0089PN",
            "")) {
      enqueue(bytes(text(file)).addHeader("Content-Type", "image/png"));

      assertThatThrownBy(() -> fetch(link("/a.png")))
          .hasMessage(
              "cannot fetch media from images.example.com: what it sends is no PNG, JPEG, GIF,"
                  + " WebP or PDF");
    }
  }

  @Test
  void takesNoStatusButOk() {
    for (int status : new int[] {201, 203, 206, 304, 400, 401, 404, 500, 503}) {
      enqueue(bytes(status == 304 ? new byte[0] : PNG).code(status));

      assertThatThrownBy(() -> fetch(link("/a.png")))
          .hasMessageEndingWith("it answers with status " + status);
    }
  }

  @Test
  void followsThreeRedirectsAndNotAFourth() throws IOException {
    for (int i = 0; i < 3; i++) {
      redirect("/next");
    }
    enqueue(bytes(PNG));
    assertThat(fetch(link("/a.png")).size()).isEqualTo(PNG.length);

    for (int i = 0; i < 4; i++) {
      redirect("/next");
    }
    assertThatThrownBy(() -> fetch(link("/a.png")))
        .hasMessageEndingWith("it redirects more than 3 times");
    assertThat(server.getRequestCount()).isEqualTo(8);
  }

  @Test
  void doesNotFollowARedirectToWhatIsNotPublic() {
    for (String to :
        List.of(
            "http://127.0.0.2:" + server.getPort() + "/secret",
            "http://[::1]:" + server.getPort() + "/secret",
            "http://169.254.169.254/latest/meta-data/iam",
            "//10.0.0.1/")) {
      redirect(to);
      int before = server.getRequestCount();

      assertThatThrownBy(() -> fetch(link("/a.png")))
          .hasMessage(
              "cannot fetch media from images.example.com: it leads to an address that is not"
                  + " public");
      assertThat(server.getRequestCount()).isEqualTo(before + 1);
    }
  }

  @Test
  void aNameThatMovesInsideBetweenTwoLookUpsIsNotFollowedThere() {
    Names moving = new Names(PUBLIC, PRIVATE);
    HttpMediaFetcher trusting = LoopbackMedia.fetcher(HttpMediaFetcher.builder(), moving);
    redirect("/again"); // On a connection of its own, as the server closes the first.
    enqueue(bytes(PNG));

    assertThatThrownBy(() -> trusting.fetch(link("/a.png"), ENOUGH, new Cancellation()))
        .hasMessageEndingWith("it leads to an address that is not public");

    assertThat(moving.asked).hasSize(2);
    assertThat(server.getRequestCount()).isEqualTo(1);
    trusting.close();
  }

  @Test
  void aNameIsLookedUpOnceForAConnectionAndThatAnswerIsConnectedTo() throws IOException {
    Names moving = new Names(PUBLIC, PRIVATE);
    HttpMediaFetcher trusting = LoopbackMedia.fetcher(HttpMediaFetcher.builder(), moving);
    enqueue(bytes(PNG));

    trusting.fetch(link("/a.png"), ENOUGH, new Cancellation());

    assertThat(moving.asked).containsExactly("images.example.com");
    trusting.close();
  }

  @Test
  void oneAddressThatIsNotPublicSpoilsTheName() {
    Names mixed = new Names(List.of(List.of(PUBLIC, PRIVATE)));
    HttpMediaFetcher trusting = LoopbackMedia.fetcher(HttpMediaFetcher.builder(), mixed);

    assertThatThrownBy(() -> trusting.fetch(link("/a.png"), ENOUGH, new Cancellation()))
        .hasMessageEndingWith("it leads to an address that is not public");
    assertThat(server.getRequestCount()).isZero();
    trusting.close();
  }

  /** What the rules for links might overlook. */
  @Test
  void theSocketItselfRefusesAnAddressThatIsNotPublic() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    PublicSockets sockets =
        new PublicSockets(
            address -> {
              asked.incrementAndGet();
              return !address.equals(PRIVATE);
            },
            names);
    try (Socket socket = sockets.createSocket()) {
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress(PRIVATE, server.getPort())))
          .isInstanceOf(MediaRefused.Address.class);
      assertThatThrownBy(
              () ->
                  socket.connect(
                      InetSocketAddress.createUnresolved("localhost", server.getPort()), 1000))
          .isInstanceOf(MediaRefused.Address.class);
      socket.connect(new InetSocketAddress(PUBLIC, server.getPort()), 1000);
    }
    assertThat(asked).hasValue(2);
  }

  /** So a name that passed when it was looked up does not decide alone. */
  @Test
  void everyConnectionIsAskedForAtTheSocketToo() {
    AtomicInteger asked = new AtomicInteger();
    HttpMediaFetcher wary =
        new HttpMediaFetcher(
            HttpMediaFetcher.builder().allowPlainHttp(true),
            names,
            address -> asked.incrementAndGet() == 1,
            port -> true);

    assertThatThrownBy(() -> wary.fetch(link("/a.png"), ENOUGH, new Cancellation()))
        .hasMessageEndingWith("it leads to an address that is not public");

    assertThat(asked).hasValue(2);
    assertThat(server.getRequestCount()).isZero();
    wary.close();
  }

  @Test
  void aHostThatSpeaksNoTlsIsNotTrusted() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, PUBLIC)) {
      CompletableFuture<Void> host =
          CompletableFuture.runAsync(() -> answerInTheClear(plain)); // Whatever it is asked.
      String url = "https://images.example.com:" + plain.getLocalPort() + "/a.png";

      assertThatThrownBy(() -> fetch(url))
          .hasMessage("cannot fetch media from images.example.com: TLS failed");

      host.get(5, TimeUnit.SECONDS);
    }
  }

  /** HTTP/2 lets a host send headers without end, each a byte on the wire and more in memory. */
  @Test
  void offersNoHostHttp2() throws Exception {
    try (ServerSocket host = new ServerSocket(0, 1, PUBLIC)) {
      CompletableFuture<String> hello = CompletableFuture.supplyAsync(() -> firstBytes(host));
      String url = "https://images.example.com:" + host.getLocalPort() + "/a.png";

      assertThatThrownBy(() -> fetch(url)).isInstanceOf(IOException.class);

      assertThat(hello.get(5, TimeUnit.SECONDS))
          .contains("images.example.com")
          .doesNotContain("\2h2");
    }
  }

  private static String firstBytes(ServerSocket host) {
    byte[] bytes = new byte[4096];
    try (Socket socket = host.accept()) {
      int read = socket.getInputStream().read(bytes);
      return new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So that a host cannot make the gateway hold what it sends before the file. */
  @Test
  void endsAtHeadersThatAreTooLong() throws Exception {
    try (ServerSocket host = new ServerSocket(0, 1, PUBLIC)) {
      CompletableFuture.runAsync(() -> endlessHeaders(host));
      String url = "http://images.example.com:" + host.getLocalPort() + "/a.png";

      assertThatThrownBy(() -> fetch(url)).hasMessageEndingWith("the connection broke");
    }
  }

  private static void endlessHeaders(ServerSocket host) {
    byte[] line = text("X-Long: " + "a".repeat(1000) + "\r\n");
    try (Socket socket = host.accept()) {
      socket.getOutputStream().write(text("HTTP/1.1 200 OK\r\n"));
      while (true) {
        socket.getOutputStream().write(line);
      }
    } catch (IOException e) {
      assertThat(host).as("%s", e).isNotNull(); // The client hangs up.
    }
  }

  private static void answerInTheClear(ServerSocket plain) {
    try (Socket socket = plain.accept()) {
      socket.getOutputStream().write(text("HTTP/1.1 400 Bad Request\r\n\r\n"));
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      assertThat(plain.isClosed()).as("%s", e).isFalse(); // The client may well hang up.
    }
  }

  @Test
  void anInterruptEndsTheCallAndStaysSet() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> fetch(link("/a.png"))).isInstanceOf(CallCancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void withoutTheSeamOfTheTestsThisMachineIsOutOfReach() {
    try (HttpMediaFetcher real = HttpMediaFetcher.builder().allowPlainHttp(true).build()) {
      for (String host : List.of("127.0.0.1", "localhost", "[::1]", "0x7f000001", "2130706433")) {
        String url = "http://" + host + "/a.png";
        assertThatThrownBy(() -> real.fetch(url, ENOUGH, new Cancellation()))
            .as(host)
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("cannot fetch media from ");
      }
      assertThatThrownBy(
              () ->
                  real.fetch(
                      "http://127.0.0.1:" + server.getPort() + "/", ENOUGH, new Cancellation()))
          .hasMessageContaining("is not allowed, only 80 and 443 are");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aFileOfExactlyTheMostIsTaken() throws IOException {
    enqueue(bytes(Arrays.copyOf(PNG, 1000)));
    enqueue(
        new MockResponse.Builder().chunkedBody(new Buffer().write(Arrays.copyOf(PNG, 1000)), 100));

    assertThat(fetch(link("/a.png")).size()).isEqualTo(1000);
    assertThat(fetch(link("/b.png")).size()).isEqualTo(1000);
  }

  @Test
  void aLongerOneIsNotWhateverLengthIsAnnounced() {
    byte[] tooLong = Arrays.copyOf(PNG, 1001);
    enqueue(bytes(tooLong));
    enqueue(new MockResponse.Builder().chunkedBody(new Buffer().write(tooLong), 100));
    enqueue(
        bytes(tooLong)
            .removeHeader("Content-Length")
            .addHeader("Connection", "close")
            .onResponseEnd(new SocketEffect.CloseSocket()));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> fetch(link("/a.png")))
          .hasMessageEndingWith("it is longer than the 1000 bytes that are allowed");
    }
  }

  @Test
  void aLongBodyIsNotReadToItsEnd() {
    enqueue(
        new MockResponse.Builder()
            .chunkedBody(new Buffer().write(Arrays.copyOf(PNG, 10_000)), 2000)
            .throttleBody(2500, 30, TimeUnit.SECONDS));

    assertThatThrownBy(() -> fetch(link("/a.png")))
        .hasMessageEndingWith("it is longer than the 1000 bytes that are allowed");
  }

  @Test
  void nothingIsInflated() throws IOException {
    Buffer small = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(small))) {
      sink.write(Arrays.copyOf(PNG, 1 << 20));
    }
    enqueue(new MockResponse.Builder().body(small).addHeader("Content-Encoding", "gzip"));

    assertThatThrownBy(() -> fetch(link("/a.png")))
        .hasMessageEndingWith("it sends the file compressed, although asked not to");
  }

  @Test
  void aFileThatTricklesInEndsAtTheTimeOut() {
    HttpMediaFetcher hasty =
        LoopbackMedia.fetcher(HttpMediaFetcher.builder().timeout(Duration.ofMillis(60)), names);
    enqueue(bytes(PNG).throttleBody(1, 10, TimeUnit.MILLISECONDS));
    enqueue(bytes(PNG).throttleBody(1, 10, TimeUnit.MILLISECONDS));

    assertThatThrownBy(() -> hasty.fetch(link("/a.png"), ENOUGH, new Cancellation()))
        .hasMessageEndingWith("it takes longer than the 60 ms that are allowed");
    assertThatThrownBy(
            () -> fetcher.fetch(link("/a.png"), Duration.ofMillis(60), new Cancellation()))
        .hasMessageEndingWith("the time of the call ran out");
    assertThatThrownBy(() -> fetcher.fetch(link("/a.png"), Duration.ZERO, new Cancellation()))
        .hasMessageEndingWith("the time of the call ran out");
    hasty.close();
  }

  @Test
  void cancellingTheCallClosesTheSocket() throws Exception {
    enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
    Cancellation cancellation = new Cancellation();
    CompletableFuture<Throwable> fetch =
        CompletableFuture.supplyAsync(
            () -> catchThrowable(() -> fetcher.fetch(link("/a.png"), ENOUGH, cancellation)));
    server.takeRequest();

    cancellation.cancel();

    assertThat(fetch.get(5, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
    assertThatThrownBy(() -> fetcher.fetch(link("/a.png"), ENOUGH, cancellation))
        .isInstanceOf(CallCancelledException.class);
  }

  @Test
  void closingItEndsWhatIsUnderWayAndWhatComes() throws Exception {
    enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
    CompletableFuture<Throwable> fetch =
        CompletableFuture.supplyAsync(() -> catchThrowable(() -> fetch(link("/a.png"))));
    server.takeRequest();

    fetcher.close();
    fetcher.close();

    assertThat(fetch.get(5, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
    assertThatThrownBy(() -> fetch(link("/a.png"))).isInstanceOf(ClientClosedException.class);
  }

  @Test
  void saysWhatBrokeAndNeverThePathOrTheQuery() {
    enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
    String url = link("/path-canary?sig=query-canary");
    Throwable broken = catchThrowable(() -> fetch(url));
    int port = server.getPort();
    server.close();
    Throwable refused = catchThrowable(() -> fetch(url));
    Throwable unknown =
        catchThrowable(
            () ->
                LoopbackMedia.fetcher(
                        HttpMediaFetcher.builder(),
                        host -> {
                          throw new UnknownHostException(host);
                        })
                    .fetch(url, ENOUGH, new Cancellation()));
    Throwable nonsense = catchThrowable(() -> fetch("https://[path-canary"));

    assertThat(broken)
        .hasMessage("cannot fetch media from images.example.com: the connection broke");
    assertThat(refused)
        .as("port %s", port)
        .hasMessage("cannot fetch media from images.example.com: nobody answers there");
    assertThat(unknown).hasMessage("cannot fetch media from images.example.com: no address found");
    assertThat(nonsense).hasMessage("cannot fetch media: the link is no URL of http or https");
    for (Throwable e : List.of(broken, refused, unknown, nonsense)) {
      assertThat(e).isInstanceOf(IOException.class);
      for (Throwable at = e; at != null; at = at.getCause()) {
        assertThat(String.valueOf(at.getMessage())).doesNotContain("canary");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http.proxyHost", "socksProxyHost"})
  void goesThroughNoProxyOfTheJvm(String property) throws IOException {
    String before = System.getProperty(property);
    System.setProperty(property, "127.0.0.3");
    try {
      enqueue(bytes(PNG));
      assertThat(fetch(link("/a.png")).size()).isEqualTo(PNG.length);
    } finally {
      if (before == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, before);
      }
    }
  }

  @Test
  void checksItsSettingsAtOnce() {
    HttpMediaFetcher.Builder builder = HttpMediaFetcher.builder();

    assertThatThrownBy(() -> builder.maxSize(0)).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder.maxSize((64L << 20) + 1)).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder.timeout(Duration.ofNanos(999_999)))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder.timeout(Duration.ofMinutes(11)))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder.hosts(List.of())).isInstanceOf(ConfigException.class);
    for (String host : List.of("https://a.example", "a.example/", "a.example:443", "*", "*.", "")) {
      assertThatThrownBy(() -> builder.hosts(List.of(host)))
          .as(host)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("'" + host + "'");
    }
  }
}
