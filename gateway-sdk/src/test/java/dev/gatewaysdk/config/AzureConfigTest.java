package dev.gatewaysdk.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.target.TargetRef;
import org.junit.jupiter.api.Test;

/** {@code type: azure-openai} of the configuration. */
class AzureConfigTest {
  private static final String AZURE =
      """
      providers:
        azure-eu: {type: azure-openai, resource: my-res, deployment: gpt4o-eu, api-version: 2024-10-21, api-key: "${KEY}"}
        any: {type: azure-openai, resource: my-res, access-token: "{{secrets/llm/azure}}"}
      """;

  @Test
  void readsWhereItIs() {
    GatewayConfig config = Configs.parse(AZURE);

    assertThat(config.providers().get("azure-eu"))
        .hasToString(
            "AzureOpenAiProvider(https://my-res.openai.azure.com/openai/deployments, gpt4o-eu)");
    assertThat(config.providers().get("any"))
        .hasToString("AzureOpenAiProvider(https://my-res.openai.azure.com/openai/v1)");
  }

  @Test
  void readsAnAddressOfItsOwnAndSeveralKeys() {
    GatewayConfig config =
        Configs.parse(
            "providers: {f: {type: azure-openai, base-url: \"https://f.services.ai.azure.com/models\","
                + " api-keys: [\"${KEY}\", \"${TEAM}\"]}}");

    assertThat(config.providers().get("f"))
        .hasToString("AzureOpenAiProvider(https://f.services.ai.azure.com/models)");
    assertThat(config.providers().get("f").credentials()).isEqualTo(2);
  }

  @Test
  void aTargetNeedsNoModelWhereTheProviderHasADeployment() {
    GatewayConfig config =
        Configs.parse(
            AZURE
                + """
                endpoints:
                  one: {targets: [{provider: azure-eu, weight: 20}, {provider: any, model: m, weight: 80}], routing: weighted}
                  two: {targets: [{provider: azure-eu, model: gpt-4o}]}
                """);

    assertThat(config.endpoints().get(0).targets())
        .containsExactly(new TargetRef("azure-eu", "gpt4o-eu"), new TargetRef("any", "m"));
    assertThat(config.endpoints().get(1).targets())
        .containsExactly(new TargetRef("azure-eu", "gpt-4o"));
  }

  @Test
  void aTargetNeedsAModelElsewhere() {
    assertThat(Configs.problems(AZURE + "endpoints: {e: {targets: [{provider: any}]}}"))
        .containsExactly(
            "bad.yaml:4: endpoints.e.targets[0].model: is missing; write model: gpt-4o, for"
                + " example");
  }

  @Test
  void saysAllThatIsMissingAtOnce() {
    assertThat(Configs.problems("providers: {a: {type: azure-openai}}"))
        .containsExactlyInAnyOrder(
            "bad.yaml:1: providers.a.resource: is missing; write resource: my-res",
            "bad.yaml:1: providers.a.api-key: is missing; write api-key:"
                + " \"${AZURE_OPENAI_API_KEY}\"");
  }

  @Test
  void saysWhichKeyIsWrongOnce() {
    assertThat(
            Configs.problems(
                """
                providers:
                  a: {type: azure-openai, resource: a.b, deployment: x/y, api-version: soon, api-key: "${KEY}", access-token: "${KEY}"}
                endpoints: {e: {targets: [{provider: a}]}}
                """))
        .hasSize(4)
        .anyMatch(problem -> problem.startsWith("bad.yaml:2: providers.a.resource: "))
        .anyMatch(problem -> problem.startsWith("bad.yaml:2: providers.a.deployment: "))
        .anyMatch(problem -> problem.startsWith("bad.yaml:2: providers.a.api-version: "))
        .anyMatch(problem -> problem.startsWith("bad.yaml:2: providers.a.access-token: "));
  }
}
