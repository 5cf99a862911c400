package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.GuardrailException;
import dev.gatewaysdk.guardrail.Finding;
import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.guardrail.Placeholders;
import dev.gatewaysdk.guardrail.Verdict;
import dev.gatewaysdk.guardrail.pii.Pii;
import dev.gatewaysdk.testing.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/guardrails.md}. */
class GuardrailsDocTest {
  private static final Path PAGE = Path.of("..", "docs", "guardrails.md");

  private final FakeProvider fake = new FakeProvider("openai");
  private GatewayClient gateway;

  @BeforeEach
  void open() {
    fake.otherwise().reply("Done.");
    gateway = GatewayClient.builder().provider("openai", fake).build();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void masks() {
    Endpoint support =
        Endpoint.builder("support").target("openai", "gpt-4o").inputGuardrail(Pii.mask()).build();
    gateway.endpoints().put(support);

    ChatResponse response =
        gateway.chat(
            ChatRequest.builder("support")
                .user("Refund ann@example.com, card 4111 1111 1111 1111; tell ann@example.com.")
                .build());

    String sent = fake.lastRequest().messages().get(0).text();
    assertThat(sent).isEqualTo("Refund [EMAIL_1], card [CREDIT_CARD_1]; tell [EMAIL_1].");
    assertThat(response.assessments().get(0)).hasToString("pii: MASKED (CREDIT_CARD 1, EMAIL 2)");
  }

  @Test
  void blocks() {
    gateway
        .endpoints()
        .put(
            Endpoint.builder("support")
                .target("openai", "gpt-4o")
                .inputGuardrail(Pii.block())
                .build());

    GuardrailException e =
        catchThrowableOfType(
            GuardrailException.class, () -> gateway.chat("support", "I am ann@example.com."));

    assertThat(e).hasMessageContaining("guardrail 'pii' blocked the call");
    assertThat(e.findings()).isEqualTo(Map.of("EMAIL", 1));
  }

  @Test
  void takesOnesOwn() {
    Guardrail noCodeNames =
        new Guardrail() {
          @Override
          public String name() {
            return "code-names";
          }

          @Override
          public Verdict check(String text, Placeholders placeholders) {
            int start = text.indexOf("Bluebird");
            return start < 0
                ? Verdict.pass()
                : Verdict.blocked(
                    "it names a project that is secret",
                    List.of(new Finding("CODE_NAME", start, start + "Bluebird".length())));
          }
        };
    gateway
        .endpoints()
        .put(
            Endpoint.builder("support")
                .target("openai", "gpt-4o")
                .inputGuardrail(noCodeNames)
                .build());

    assertThat(gateway.chat("support", "How is it going?")).isEqualTo("Done.");
    assertThat(
            catchThrowableOfType(
                GuardrailException.class, () -> gateway.chat("support", "How is Bluebird?")))
        .hasMessageContaining("'code-names'");
  }

  @Test
  void loadsTheYaml() throws IOException {
    String page = Files.readString(PAGE);
    String yaml = page.substring(page.indexOf("```yaml") + 8);
    yaml = yaml.substring(0, yaml.indexOf("```"));

    GatewayConfig config =
        GatewayConfig.parse(yaml, "gateway.yaml", Path.of(""), null, name -> "a-key");

    assertThat(config.endpoints().get(0).inputGuardrails()).containsExactly(Pii.mask());
  }
}
