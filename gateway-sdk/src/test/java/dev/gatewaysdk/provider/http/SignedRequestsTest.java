package dev.gatewaysdk.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.provider.Attempts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** What a stranger's signer is told, and what becomes of its signature. */
class SignedRequestsTest {
  private final List<UnsignedRequest> seen = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();
  private final List<String> hashes = new ArrayList<>();

  @Test
  void signsTheRequestAsItIsSent() throws Exception {
    HttpOptions options = HttpOptions.builder().header("X-Team", "blue").build();
    SignedHeaders signed =
        new SignedHeaders(
            (request, millis) -> {
              seen.add(request);
              bodies.add(request.body());
              hashes.add(request.bodySha256());
              return new Signature(Map.of("Authorization", "signed at " + millis), "a-secret");
            },
            options);
    try (MockWebServer server = dev.gatewaysdk.conformance.NoDelayServer.create();
        HttpTransport transport = new HttpTransport(options, new PlainDialect())) {
      server.start();
      server.enqueue(new MockResponse.Builder().code(400).body("it was a-secret").build());
      RequestUrl url =
          BaseUrl.parse(server.url("/base").toString(), options)
              .at(List.of("model", "a:b/c ü", "converse"));

      assertThatThrownBy(
              () ->
                  transport.post(
                      Attempts.of(Attempts.HELLO, false, "p", "m"),
                      url,
                      signed,
                      json -> json.beginObject().name("a").value(1).endObject(),
                      null))
          .hasMessageContaining("it was ***");

      RecordedRequest sent = server.takeRequest();
      UnsignedRequest told = seen.get(0);
      assertThat(sent.getTarget()).isEqualTo("/base/model/a%3Ab%2Fc%20%C3%BC/converse");
      assertThat(told.path()).isEqualTo(sent.getTarget());
      assertThat(told.query()).isNull();
      assertThat(told.method()).isEqualTo(sent.getMethod());
      assertThat(told.host()).isEqualTo(sent.getHeaders().get("Host"));
      assertThat(told.headers())
          .containsOnly(
              Map.entry("x-team", sent.getHeaders().get("X-Team")),
              Map.entry("content-type", sent.getHeaders().get("Content-Type")));
      assertThat(bodies.get(0)).isEqualTo(sent.getBody().toByteArray());
      assertThat(hashes.get(0)).isEqualTo(sent.getBody().sha256().hex());
      assertThat(sent.getHeaders().get("Authorization")).startsWith("signed at 1");
    }
  }

  @Test
  void refusesSegmentsThatWouldLeadElsewhere() {
    BaseUrl base = BaseUrl.parse("https://example.com/v1", HttpOptions.defaults());

    for (String segment : List.of("", ".", "..")) {
      assertThatThrownBy(() -> base.at(List.of("model", segment)))
          .isInstanceOf(InvalidRequestException.class);
    }
    assertThat(base.at(List.of("..a", "%2e"))).hasToString("https://example.com/v1/..a/%252e");
  }

  @Test
  void showsNothingOfASignature() {
    assertThat(new Signature(Map.of("a", "b"), "c")).hasToString("Signature(***)");
  }
}
