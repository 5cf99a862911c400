package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example runs, and its links lead somewhere. */
class ReadmeDocTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/gatewaysdk/docs/ReadmeDocTest.java");

  private final StringBuilder printed = new StringBuilder();

  @Test
  void answers(@TempDir Path directory) throws IOException {
    try (OpenAiOnLoopback server = new OpenAiOnLoopback()) {
      server.answers("Hello to you!");
      Path file = Files.writeString(directory.resolve("gateway.yaml"), server.yaml());

      try (GatewayClient gateway = GatewayClient.fromYaml(file)) {
        ChatRequest request = ChatRequest.builder("production-llm").user("Hello!").build();
        ChatResponse response = gateway.chat(request, Caller.user("ann"));

        print(response.text());
        print(response.target()); // openai-prod/gpt-4o, or the fallback
        print(response.cost()); // by the built-in price book; null if it is not known
        print(response.attempts()); // each try: whom, how it went, how long it took
      }
    }
    assertThat(printed.toString())
        .startsWith("Hello to you!\nopenai-prod/gpt-4o\n$0.000075\n[AttemptSummary[target=");
  }

  private void print(Object what) {
    printed.append(what).append('\n');
  }

  @Test
  void loadsItsConfiguration() throws IOException {
    GatewayConfig config =
        GatewayConfig.parse(
            blocks("yaml").get(0), "gateway.yaml", Path.of(""), null, name -> "a-key");

    assertThat(config.endpoints()).hasSize(1);
    assertThat(config.endpoints().get(0).name()).isEqualTo("production-llm");
    config.providers().values().forEach(provider -> provider.close());
  }

  @Test
  void quotesThisTest() throws IOException {
    String source = bare(Files.readString(SOURCE));

    assertThat(blocks("java"))
        .isNotEmpty()
        .allSatisfy(block -> assertThat(source).contains(bare(block)));
  }

  @Test
  void linksToPagesThatAreThere() throws IOException {
    List<String> links =
        Pattern.compile("]\\(([^)#:]+)\\)")
            .matcher(Files.readString(README))
            .results()
            .map(link -> link.group(1))
            .toList();

    assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Path.of("..", link)).exists());
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?\n)```")
        .matcher(Files.readString(README))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  private static String bare(String text) {
    return text.replaceAll("\\s*\n\\s*", "\n").strip();
  }
}
