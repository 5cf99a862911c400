package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.limit.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page on errors says what is so. */
class ErrorsDocTest {
  private static final Logger log = LoggerFactory.getLogger(ErrorsDocTest.class);
  private static final Path PAGE = Path.of("..", "docs", "errors.md");

  private static String answer(GatewayClient gateway, ChatRequest request, Caller caller) {
    try {
      return gateway.chat(request, caller).text();
    } catch (LimitExceededException e) {
      return "Too many calls; try again in " + e.retryAfter().toSeconds() + " s.";
    } catch (StreamTruncatedException e) {
      return e.partialText() + " …";
    } catch (ProviderException e) {
      log.warn("after {} attempts: {}", e.attempts(), e.getMessage());
      return "The assistant is not available.";
    }
  }

  @Test
  void handlesWhatTheExampleHandles() {
    try (OpenAiOnLoopback server = new OpenAiOnLoopback();
        GatewayClient gateway = server.gateway()) {
      server.answers("Hello to you!");
      Endpoint endpoint = gateway.endpoints().find("production-llm").orElseThrow();
      gateway.endpoints().put(endpoint.toBuilder().limit(Limit.calls(1).perMinute()).build());
      ChatRequest request = ChatRequest.builder("production-llm").user("Hello!").build();

      assertThat(answer(gateway, request, Caller.anonymous())).isEqualTo("Hello to you!");
      assertThat(answer(gateway, request, Caller.anonymous()))
          .matches("Too many calls; try again in \\d+ s\\.");

      server.breaks();
      ChatRequest direct = ChatRequest.builder("@openai-prod/gpt-4o").user("Hello!").build();
      assertThat(answer(gateway, direct, Caller.anonymous()))
          .isEqualTo("The assistant is not available.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsOfEachKindWhatTheGatewayDoes(FailureKind kind) throws IOException {
    ProviderException e = ProviderException.builder(kind, "x").build();
    String next = kind == FailureKind.CONTEXT_TOO_LONG ? "the next with a larger window" : "no";

    assertThat(Files.readString(PAGE))
        .containsPattern(
            "\\| `%s` \\| [^|]+ \\| %s \\| %s \\| [^|]+ \\| %d \\| `%s` \\|"
                .formatted(
                    kind,
                    kind.retryable() ? "yes" : "no",
                    kind.fallsBack() ? "yes" : next,
                    e.statusCode(),
                    e.code()));
  }

  @Test
  void namesEveryExceptionOfTheFamily() throws IOException {
    String page = Files.readString(PAGE);

    for (Class<?> type : GatewayException.class.getPermittedSubclasses()) {
      assertThat(page).contains("\n| `" + type.getSimpleName() + "` | ");
    }
  }
}
