package dev.gatewaysdk.contract;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.RequestFor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An adapter under test, twice: over loopback sockets within a gateway, and by itself at the source
 * of its bytes. For one thread.
 */
final class Rig implements AutoCloseable {
  private final ProviderUnderTest contract;
  private final LoopbackServer server = new LoopbackServer();
  private final ByteSource source = new ByteSource();
  private final Provider provider;
  private final Provider atTheSource;
  private final GatewayClient gateway;
  private final List<Fixture> fixtures;

  Rig(ProviderUnderTest contract) {
    this.contract = contract;
    this.provider = contract.provider(server.url(), HttpOptions.defaults());
    this.atTheSource = contract.provider(server.url(), source.options());
    this.gateway =
        GatewayClient.builder()
            .provider(SmallRequests.PROVIDER, provider)
            .retry(Retry.NONE)
            .build();
    this.fixtures =
        Fixture.in(contract.getClass().getClassLoader(), contract.fixtures(provider.type()));
  }

  Provider provider() {
    return provider;
  }

  /** The same adapter, made a second time. */
  Provider other() {
    return atTheSource;
  }

  LoopbackServer server() {
    return server;
  }

  /** The request that the server was sent last. */
  SentRequest lastSent() {
    List<String> requests = server.requests();
    return SentRequest.of(requests.get(requests.size() - 1));
  }

  /** Lets the server say what a fixture says. */
  void serve(Fixture fixture) {
    server.answer(answer(fixture));
  }

  /** Lets the server begin a stream, give more than half of its events, and then nothing more. */
  void serveBegun(Fixture stream) {
    List<String> frames = contract.frames(stream.body());
    String half = String.join("", frames.subList(0, (frames.size() + 2) / 2));
    server.answer(answer(stream).with(contract.bytes(stream.file(), half)).withoutEnd());
  }

  /** The answer of the server to a fixture's request, as a caller of the gateway gets it. */
  Object throughTheGateway(Fixture fixture) {
    return throughTheGateway(request(fixture), fixture.streamed());
  }

  /** The answer of the server to a small request, as a caller of the gateway gets it. */
  Object throughTheGateway(Operation operation, boolean streamed) {
    return throughTheGateway(contract.request(operation, contract.model(operation)), streamed);
  }

  private Object throughTheGateway(OperationRequest request, boolean streamed) {
    if (request instanceof RequestFor<?> other) {
      if (!streamed) {
        return gateway.call(other, Caller.anonymous());
      }
      try (AnswerStream<?> stream = gateway.stream(other, Caller.anonymous())) {
        return stream.collect();
      }
    }
    if (!streamed) {
      return gateway.chat((ChatRequest) request);
    }
    try (ChatStream stream = gateway.stream((ChatRequest) request)) {
      return stream.collect();
    }
  }

  /** The answer that an adapter makes of a fixture with that body. */
  Object atTheSource(Fixture fixture, byte[]... pieces) {
    OperationRequest request = request(fixture);
    return Answers.collect(request, events(fixture, pieces));
  }

  /** The events that an adapter makes of a fixture with that body. */
  List<ReplyEvent> events(Fixture fixture, byte[]... pieces) {
    CannedAnswer answer = answer(fixture).with(pieces);
    source.answer(answer);
    server.answer(answer); // For an adapter that does not go by the options.
    String model = contract.model(fixture.operation());
    OperationRequest request = request(fixture);
    return Answers.events(
        atTheSource.open(SmallRequests.attempt(request, fixture.streamed(), model)));
  }

  /** Asks for as many choices as the fixture has, for some wires count them only then. */
  private OperationRequest request(Fixture fixture) {
    OperationRequest request =
        contract.request(fixture.operation(), contract.model(fixture.operation()));
    return request instanceof ChatRequest chat && fixture.choices() > 1
        ? chat.toBuilder().choices(fixture.choices()).build()
        : request;
  }

  private CannedAnswer answer(Fixture fixture) {
    Map<String, String> headers = new LinkedHashMap<>(fixture.headers());
    headers.putIfAbsent("Content-Type", contract.contentType(fixture.file()));
    return CannedAnswer.of(fixture.status(), headers, bytes(fixture));
  }

  /** A fixture's whole body. */
  byte[] bytes(Fixture fixture) {
    return contract.bytes(fixture.file(), fixture.body());
  }

  Stream<Fixture> all() {
    return fixtures.stream();
  }

  /** Answers of chat in that form. */
  Stream<Fixture> chats(boolean streamed) {
    return all()
        .filter(fixture -> fixture.operation() == Operation.CHAT && fixture.answers())
        .filter(fixture -> fixture.streamed() == streamed);
  }

  Fixture fixture(String name) {
    return all()
        .filter(fixture -> fixture.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no fixture " + name + ", which is needed"));
  }

  @Override
  public void close() {
    gateway.close(); // Which closes its provider.
    atTheSource.close();
    server.close();
  }
}
