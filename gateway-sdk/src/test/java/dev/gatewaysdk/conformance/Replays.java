package dev.gatewaysdk.conformance;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import okio.Buffer;
import okio.ByteString;

/**
 * Plays recordings back to a whole gateway with a real adapter over a real socket, and compares.
 *
 * <p>Close it after use. Not for use by several threads.
 */
public final class Replays implements AutoCloseable {
  private static final int CHUNK = 1024;
  private static final ByteString NEXT_PAGE = ByteString.encodeUtf8("nextPageToken");

  private final MockWebServer server = NoDelayServer.create();
  private final GatewayClient gateway;
  private final Map<String, Function<ChatResponse, Object>> others;
  private final String model;

  /**
   * @param provider makes the adapter for a base URL, which ends in {@code /v1}
   * @param others how to read the facts that are the provider's own, by their key
   */
  public Replays(
      Function<String, Provider> provider, Map<String, Function<ChatResponse, Object>> others) {
    this(provider, others, "model-1");
  }

  /**
   * @param model whose name tells the adapter what to send
   */
  public Replays(
      Function<String, Provider> provider,
      Map<String, Function<ChatResponse, Object>> others,
      String model) {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.gateway =
        GatewayClient.builder()
            .provider("recorded", provider.apply(server.url("/v1").toString()))
            .retry(Retry.NONE) // Each recording is one exchange.
            .build();
    this.others = others;
    this.model = "@recorded/" + model;
  }

  /** The disagreements of each recording that has any, by its name. */
  public Map<String, List<String>> disagreements(List<Recording> recordings) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Recording recording : recordings) {
      List<String> found = disagreements(recording);
      if (!found.isEmpty()) {
        all.put(recording.name(), found);
      }
    }
    return all;
  }

  /** How many recordings of each operation agree, such as {@code chat: 22 of 22}. */
  public static String summary(
      List<Recording> recordings, Map<String, List<String>> disagreements) {
    Map<String, int[]> counts = new TreeMap<>();
    for (Recording recording : recordings) {
      int[] count = counts.computeIfAbsent(recording.operation(), operation -> new int[2]);
      count[0] += disagreements.containsKey(recording.name()) ? 0 : 1;
      count[1]++;
    }
    StringBuilder summary = new StringBuilder();
    counts.forEach(
        (operation, count) ->
            summary
                .append(summary.isEmpty() ? "" : ", ")
                .append(operation + ": " + count[0] + " of " + count[1]));
    return summary.toString();
  }

  private List<String> disagreements(Recording recording) {
    serve(recording);
    Object error =
        recording.expected().getOrDefault("error", recording.expected().get("midstream_error"));
    try {
      if (Surfaces.knows(recording.failedOperation())) {
        Response response = Surfaces.ask(gateway, recording, model);
        return error == null
            ? SurfaceExpectation.compare(recording.expected(), response)
            : List.of("error: expected one, but there was an answer");
      }
      ChatResponse response = answer(recording.streamed());
      if (error != null) {
        return List.of("error: expected one, but there was an answer");
      }
      return Expectation.compare(recording.expected(), response, others);
    } catch (ProviderException e) {
      return error == null
          ? List.of("an answer was expected, but there was: " + e)
          : Expectation.compare(Recording.object(error), e);
    }
  }

  private ChatResponse answer(boolean streamed) {
    ChatRequest request = ChatRequest.builder(model).user("Hello!").build();
    if (!streamed) {
      return gateway.chat(request);
    }
    try (ChatStream stream = gateway.stream(request)) {
      return stream.collect();
    }
  }

  private void serve(Recording recording) {
    MockResponse.Builder response =
        new MockResponse.Builder()
            .code(recording.status())
            .headers(Headers.of(recording.headers()));
    Buffer body = new Buffer().write(recording.body());
    boolean more =
        recording.operation().equals("models") && body.snapshot().indexOf(NEXT_PAGE) >= 0;
    server.enqueue(
        (recording.streamed() ? response.chunkedBody(body, CHUNK) : response.body(body)).build());
    if (more) {
      server.enqueue(new MockResponse.Builder().body("{}").build()); // The others were not kept.
    }
  }

  /** The whole answer to an attempt. */
  public static ChatResponse collect(Provider provider, Attempt attempt) {
    ChatCollector collector = new ChatCollector();
    try (Reply reply = provider.open(attempt)) {
      for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
        collector.add((ChatEvent) event);
      }
    }
    return collector.toResponse().build();
  }

  /** Whether two answers say the same. */
  public static boolean same(ChatResponse a, ChatResponse b) {
    return a.choices().equals(b.choices())
        && Objects.equals(a.usage(), b.usage())
        && Objects.equals(a.rawUsage(), b.rawUsage())
        && Objects.equals(a.id(), b.id())
        && Objects.equals(a.model(), b.model());
  }

  @Override
  public void close() {
    gateway.close();
    server.close();
  }
}
