package dev.gatewaysdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.guardrail.pii.Pii;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.limit.LimitKey;
import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.target.TargetRef;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayConfigTest {
  @Test
  void buildsTheProvidersInTheOrderOfTheFile() {
    GatewayConfig config =
        Configs.parse(
            """
            providers:
              zeta: {type: openai, api-key: "${KEY}", base-url: "http://127.0.0.1:9999/v1"}
              claude:
                type: anthropic
                api-key: "${KEY}"
                base-url: "http://private.host"
                allow-plain-http: true
                version: 2023-06-01
                beta: [some-feature-2025-01-01]
                default-max-tokens: 1000
                headers: {X-Team: "${TEAM}"}
                proxy: proxy.corp.com:3128
              alpha: {type: openai, api-key: "${KEY}", organization: org-1, project: p-1, direct: true}
              hidden: {type: openai, api-key: "${KEY}", direct: false}
            endpoints:
              chat: {targets: [{provider: hidden, model: gpt-4o}]}
            """);

    assertThat(config.providers().keySet()).containsExactly("zeta", "claude", "alpha", "hidden");
    assertThat(config.providers().get("zeta").type()).isEqualTo("openai");
    assertThat(config.providers().get("zeta").toString()).contains("127.0.0.1:9999/v1");
    assertThat(config.providers().get("claude").type()).isEqualTo("anthropic");
    assertThat(config.providers().get("claude").toString()).contains("private.host");
    assertThat(config.withoutDirectAccess()).containsExactly("hidden");
  }

  @Test
  void buildsHostsThatSpeakOpenAisWire() {
    GatewayConfig config =
        Configs.parse(
            """
            providers:
              local: {type: openai-compatible, base-url: "http://localhost:11434/v1"}
              router:
                type: openai-compatible
                base-url: https://openrouter.ai/api/v1
                api-keys: ["${KEY}", "${TEAM}"]
                max-tokens-field: max_completion_tokens
                developer-role: false
              fast: {type: groq, api-key: "${KEY}"}
              magistral: {type: mistral, api-key: "${KEY}", base-url: "https://eu.corp.com/v1"}
            """);

    assertThat(config.providers().get("local"))
        .hasToString("OpenAiCompatibleProvider(http://localhost:11434/v1/chat/completions)");
    assertThat(config.providers().get("local").credentials()).isEqualTo(1);
    assertThat(config.providers().get("router").type()).isEqualTo("openai-compatible");
    assertThat(config.providers().get("router").credentials()).isEqualTo(2);
    assertThat(config.providers().get("fast").toString()).contains("api.groq.com");
    assertThat(config.providers().get("magistral").toString()).contains("eu.corp.com");
    assertThat(config.providers().get("magistral").type()).isEqualTo("mistral");
  }

  @Test
  void buildsTheEndpointsThatCodeWouldBuild() {
    Endpoint endpoint =
        Configs.parse(
                Configs.PROVIDERS
                    + """
                    endpoints:
                      production-llm:
                        targets:
                          - {provider: openai-prod, model: gpt-4o}
                          - {provider: p, model: gpt-4o}
                        routing: ordered
                        fallback: [{provider: p, model: gpt-4o-mini}]
                        limits:
                          - {calls: 1000, per: minute}
                          - {calls: 5, per: second, key: user}
                          - {calls: 0x10, per: hour, key: project}
                          - {calls: 100, per: day, key: "tag:team"}
                        tags: {team: platform, "cost center": "4711"}
                    """)
            .endpoints()
            .get(0);

    assertThat(endpoint.name()).isEqualTo("production-llm");
    assertThat(endpoint.targets())
        .containsExactly(
            new TargetRef("openai-prod", "gpt-4o"),
            new TargetRef("p", "gpt-4o"),
            new TargetRef("p", "gpt-4o-mini"));
    assertThat(endpoint.limits())
        .containsExactly(
            Limit.calls(1000).perMinute(),
            Limit.calls(5).perSecond().key(LimitKey.USER),
            Limit.calls(16).perHour().key(LimitKey.PROJECT),
            Limit.calls(100).perDay().key(LimitKey.tag("team")));
    assertThat(endpoint.tags())
        .containsExactly(Map.entry("team", "platform"), Map.entry("cost center", "4711"));
    assertThat(endpoint.timeouts()).isNull();
    assertThat(endpoint.retry()).isNull();
  }

  @Test
  void readsWeightsStrictnessAndBreakers() {
    GatewayConfig config =
        Configs.parse(
            Configs.PROVIDERS
                + """
                defaults: {breaker: {failure-ratio: 0.25, window: 1m}}
                endpoints:
                  shared:
                    targets:
                      - {provider: openai-prod, model: gpt-4o, weight: 80}
                      - {provider: p, model: gpt-4o, weight: 20}
                    routing: weighted
                    fallback: [{provider: p, model: gpt-4o-mini}]
                    breaker: {minimum-calls: 3}
                    strict: true
                  even:
                    targets: [{provider: p, model: a}, {provider: p, model: b}]
                    routing: weighted
                    breaker: {enabled: false}
                """);

    Breaker defaults = Breaker.DEFAULTS.withFailureRatio(0.25).withWindow(Duration.ofMinutes(1));
    assertThat(config.breaker()).isEqualTo(defaults);
    Endpoint shared = config.endpoints().get(0);
    assertThat(shared.weight(new TargetRef("openai-prod", "gpt-4o"))).isEqualTo(80);
    assertThat(shared.weight(new TargetRef("p", "gpt-4o"))).isEqualTo(20);
    assertThat(shared.fallbacks()).containsExactly(new TargetRef("p", "gpt-4o-mini"));
    assertThat(shared.routing()).hasToString("weighted");
    assertThat(shared.breaker()).isEqualTo(defaults.withMinimumCalls(3));
    assertThat(shared.strict()).isTrue();
    Endpoint even = config.endpoints().get(1);
    assertThat(even.routing()).hasToString("weighted").isNotSameAs(shared.routing());
    assertThat(even.weight(new TargetRef("p", "a"))).isEqualTo(1);
    assertThat(even.breaker().enabled()).isFalse();
    assertThat(even.strict()).isFalse();
  }

  @Test
  void anEndpointCanSwitchABreakerOnThatTheDefaultsSwitchOff() {
    GatewayConfig config =
        Configs.parse(
            Configs.PROVIDERS
                + """
                defaults: {breaker: {enabled: false}}
                endpoints:
                  e:
                    targets: [{provider: p, model: a}]
                    breaker: {enabled: true, open: 3s}
                """);

    assertThat(config.breaker()).isEqualTo(Breaker.NONE);
    assertThat(config.endpoints().get(0).breaker())
        .isEqualTo(Breaker.DEFAULTS.withOpen(Duration.ofSeconds(3)));
  }

  @Test
  void takesSeveralKeysForOneProvider() {
    GatewayConfig config =
        Configs.parse(
            """
            providers:
              o: {type: openai, api-keys: ["${KEY}", "${TEAM}", "{{secrets/a/b}}"]}
              c: {type: anthropic, api-keys: ["${KEY}", "{{secrets/a/b}}"]}
              one: {type: openai, api-key: "${KEY}"}
            """);

    assertThat(config.providers().get("o").credentials()).isEqualTo(3);
    assertThat(config.providers().get("c").credentials()).isEqualTo(2);
    assertThat(config.providers().get("one").credentials()).isEqualTo(1);
    assertThat(config.toString() + config.providers()).doesNotContain(Configs.CANARY);
  }

  @Test
  void hasTheBuiltInDefaultsWithoutASection() {
    GatewayConfig config = Configs.parse(Configs.PROVIDERS);

    assertThat(config.timeouts()).isEqualTo(Timeouts.DEFAULTS);
    assertThat(config.retry()).isEqualTo(Retry.DEFAULTS);
    assertThat(config.breaker()).isEqualTo(Breaker.DEFAULTS);
    assertThat(config.endpoints()).isEmpty();
    assertThat(config.prices()).isEmpty();
    assertThat(config.usageEnabled()).isTrue();
    assertThat(config.usageJsonl()).isNull();
  }

  @Test
  void mergesEndpointOverDefaultsOverBuiltInKeyByKey() {
    GatewayConfig config =
        Configs.parse(
            Configs.PROVIDERS
                + """
                defaults:
                  timeout: {connect: 500ms, first-token: 2m}
                  retry: {attempts: 5}
                endpoints:
                  chat:
                    targets: [{provider: p, model: m}]
                    timeout: {total: 1h, first-token: 30s}
                    retry: {backoff: 1s}
                """);

    Timeouts timeouts =
        Timeouts.DEFAULTS.withConnect(Duration.ofMillis(500)).withFirstToken(Duration.ofMinutes(2));
    assertThat(config.timeouts()).isEqualTo(timeouts);
    assertThat(config.retry()).isEqualTo(Retry.DEFAULTS.withAttempts(5));
    Endpoint endpoint = config.endpoints().get(0);
    assertThat(endpoint.timeouts())
        .isEqualTo(timeouts.withTotal(Duration.ofHours(1)).withFirstToken(Duration.ofSeconds(30)));
    assertThat(endpoint.retry())
        .isEqualTo(new Retry(5, Duration.ofSeconds(1), Duration.ofSeconds(5)));
  }

  @Test
  void letsAnEndpointsTotalCutTheOtherTimeoutsItInherits() {
    GatewayConfig config =
        Configs.parse(
            Configs.PROVIDERS
                + "endpoints: {c: {targets: [{provider: p, model: m}], timeout: {total: 5s}}}");

    assertThat(config.endpoints().get(0).timeouts())
        .isEqualTo(Timeouts.DEFAULTS.withTotal(Duration.ofSeconds(5)));
  }

  @Test
  void readsPricesExactly() {
    GatewayConfig config =
        Configs.parse(
            Configs.PROVIDERS
                + """
                prices:
                  my-model: {input: 2.50, output: 10, cache-read: 1.25, cache-write: .5}
                  openai/gpt-4o: {input: 1e-1, output: 0}
                  meta-llama/llama-3: {input: 0.1, output: 0.2}
                """);

    assertThat(config.prices().keySet())
        .containsExactly("my-model", "openai/gpt-4o", "meta-llama/llama-3");
    assertThat(config.prices().get("my-model"))
        .isEqualTo(
            ModelPrice.perMillionTokens()
                .input(new BigDecimal("2.5"))
                .output(10)
                .cacheRead(new BigDecimal("1.25"))
                .cacheWrite(new BigDecimal("0.5"))
                .build());
    assertThat(config.prices().get("openai/gpt-4o").inputPicoUsd()).isEqualTo(100_000);
  }

  @Test
  void sharesValuesByAlias() {
    GatewayConfig config =
        Configs.parse(
            Configs.PROVIDERS
                + """
                endpoints:
                  a: {targets: &t [{provider: p, model: m}]}
                  b: {targets: *t}
                """);

    assertThat(config.endpoints().get(1).targets()).isEqualTo(config.endpoints().get(0).targets());
  }

  @Test
  void readsJsonToo() {
    GatewayConfig config =
        Configs.parse("{\"providers\": {\"p\": {\"type\": \"openai\", \"api-key\": \"${KEY}\"}}}");

    assertThat(config.providers()).containsOnlyKeys("p");
  }

  @Test
  void takesPathsRelativeToTheFile(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("key"), "some-key\n");
    Path file =
        Files.writeString(
            directory.resolve("gateway.yaml"),
            "\uFEFF"
                + """
                providers: {p: {type: openai, api-key: "${file:key}"}}
                usage: {enabled: false, jsonl: logs/usage.jsonl}
                """);

    GatewayConfig config = GatewayConfig.load(file, null);

    assertThat(config.usageEnabled()).isFalse();
    assertThat(config.usageJsonl()).isEqualTo(directory.resolve("logs/usage.jsonl"));
    assertThat(directory.resolve("logs")).doesNotExist();
  }

  @Test
  void cannotBeChanged() {
    GatewayConfig config = Configs.parse(Configs.PROVIDERS);

    assertThatThrownBy(() -> config.providers().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> config.endpoints().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> config.prices().put("m", null))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void namesItselfWithoutSecrets() {
    GatewayConfig config = Configs.parse(Configs.PROVIDERS);

    assertThat(config).hasToString("GatewayConfig(bad.yaml, 2 providers, 0 endpoints)");
    assertThat(config.providers().toString()).doesNotContain(Configs.CANARY);
  }

  @Test
  void buildsTheGuardrailsOfAnEndpoint() {
    for (String pii : List.of("mask", "block", "none")) {
      Endpoint endpoint =
          Configs.parse(
                  Configs.PROVIDERS
                      + """
                      endpoints:
                        chat:
                          targets: [{provider: p, model: m}]
                          guardrails: {input: {pii: %s}}
                      """
                          .formatted(pii))
              .endpoints()
              .get(0);
      List<Guardrail> expected =
          switch (pii) {
            case "mask" -> List.of(Pii.mask());
            case "block" -> List.of(Pii.block());
            default -> List.of();
          };
      assertThat(endpoint.inputGuardrails()).isEqualTo(expected);
    }
  }

  @Test
  void refusesGuardrailsThatThereAreNot() {
    assertThat(
            Configs.problems(
                Configs.PROVIDERS
                    + """
                    endpoints:
                      chat:
                        targets: [{provider: p, model: m}]
                        guardrails: {input: {pii: restore, safety: x}, output: {pii: mask}}
                    """))
        .containsExactly(
            "bad.yaml:5: endpoints.chat.guardrails.input.pii: found 'restore'; allowed: none, mask,"
                + " block",
            "bad.yaml:5: endpoints.chat.guardrails.input.safety: unknown key; allowed: pii",
            "bad.yaml:5: endpoints.chat.guardrails.output: unknown key; allowed: input");
  }
}
