package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;

/**
 * How to make a provider's adapter, and what is particular about its wire; the part of {@link
 * ProviderContract} that a subclass fills in.
 */
abstract class ProviderUnderTest {
  /** The credential to give the provider; it must show nowhere. */
  public static final String SECRET = "contract-secret-7Yq2mZ";

  private @Nullable Rig rig;

  /**
   * A new provider with {@link #SECRET} as its credential, or in it.
   *
   * @param url scheme, host and port of its base URL, such as {@code http://127.0.0.1:49152}
   * @param http options to pass on; an adapter with an HTTP client of its own leaves them aside
   */
  protected abstract Provider provider(String url, HttpOptions http);

  /** Where the fixtures are on the test class path: {@code contract/TYPE}, unless overridden. */
  protected String fixtures(String type) {
    return "contract/" + type;
  }

  /** The model to ask for that operation; {@code model-1}, unless overridden. */
  protected String model(Operation operation) {
    return "model-1";
  }

  /** A model that could do that; the operation's, unless overridden. */
  protected String model(Capability capability) {
    Operation operation = capability.operation();
    return model(operation == null ? Operation.CHAT : operation);
  }

  /** A request that fits the fixtures of that operation; a small one, unless overridden. */
  protected OperationRequest request(Operation operation, String model) {
    return SmallRequests.of(operation, model);
  }

  /** A response file as it goes over the wire; its text in UTF-8, unless overridden. */
  protected byte[] bytes(String file, String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What the provider says that a response is; by the file's ending, unless overridden. */
  protected String contentType(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "json" -> "application/json";
      case "sse" -> "text/event-stream";
      case "txt" -> "text/plain";
      default -> "application/octet-stream";
    };
  }

  /** The events of a stream's file, in order; what blank lines part, unless overridden. */
  protected List<String> frames(String text) {
    return Arrays.asList(text.split("(?<=\n\r?\n)"));
  }

  /**
   * Which tool call an event of a stream is a piece of, counted in any way; null if of none, which
   * is what a wire says that sends calls whole.
   */
  protected @Nullable Integer toolCall(String frame) {
    return null;
  }

  /**
   * Whether a stream may end properly right before its usage, because not every host of the wire
   * sends any, or says when it is done; no, unless overridden.
   */
  protected boolean usageMayBeCutOff() {
    return false;
  }

  @BeforeAll
  final void open() {
    this.rig = new Rig(this);
  }

  @AfterAll
  final void close() {
    if (rig != null) { // It could not be opened, and that failure says more.
      rig.close();
    }
  }

  final Rig rig() {
    return Objects.requireNonNull(rig, "before all tests");
  }

  static Stream<DynamicTest> each(Stream<Fixture> fixtures, Check check) {
    return fixtures.map(fixture -> dynamicTest(fixture.name(), () -> check.check(fixture)));
  }

  interface Check {
    void check(Fixture fixture) throws Exception;
  }

  /** All that a printed stack trace would say, but for the lines of code. */
  private static String said(Throwable thrown) {
    StringBuilder said = new StringBuilder();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> left = new ArrayDeque<>(List.of(thrown));
    while (!left.isEmpty()) {
      Throwable next = left.remove();
      if (seen.add(next)) {
        said.append(next).append('\n');
        left.addAll(List.of(next.getSuppressed()));
        Optional.ofNullable(next.getCause()).ifPresent(left::add);
      }
    }
    return said.toString();
  }

  static void assertHoldsNoSecret(Throwable thrown) {
    assertThat(said(thrown)).doesNotContain(SECRET);
    if (thrown instanceof ProviderException failure) {
      assertThat(failure.providerMessage()).doesNotContain(SECRET);
    }
  }
}
