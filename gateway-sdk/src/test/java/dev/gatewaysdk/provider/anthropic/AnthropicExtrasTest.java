package dev.gatewaysdk.provider.anthropic;

import static dev.gatewaysdk.provider.anthropic.Requests.TOOL;
import static dev.gatewaysdk.provider.anthropic.Requests.raw;
import static dev.gatewaysdk.provider.anthropic.Requests.request;
import static dev.gatewaysdk.provider.anthropic.Requests.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ProviderTool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the request has no field for, and tools that run at Anthropic. */
class AnthropicExtrasTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "logit_bias",
        "store",
        "prediction",
        "verbosity",
        "modalities",
        "audio",
        "stream_options",
        "prompt_cache_key",
        "safety_identifier",
        "web_search_options",
        "max_completion_tokens"
      })
  void leavesOutSettingsOfOpenAi(String name) {
    write(request().extra(name, "x")).lacks(name).adjusted("DROPPED " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"container", "context_management", "inference_geo", "brand_new"})
  void passesSettingsOfAnthropicAndNewOnesAsTheyAreWritten(String name) {
    write(request().extra(name, raw("{'b':1.50}"))).has(name, "{'b':1.50}").adjusted();
  }

  @Test
  void keepsOfMetadataWhatAnthropicKnows() {
    write(request().extra("metadata", Map.of("user_id", "u-1")))
        .has("metadata", "{'user_id':'u-1'}")
        .adjusted();
    write(request().extra("metadata", Map.of("user_id", "u-1", "team", "a")))
        .has("metadata", "{'user_id':'u-1'}")
        .adjusted("DROPPED metadata");
    write(request().extra("metadata", Map.of("team", "a")))
        .lacks("metadata")
        .adjusted("DROPPED metadata");
    write(request().extra("metadata", Map.of("user_id", "ann@example.com")))
        .lacks("metadata")
        .adjusted("DROPPED metadata.user_id");
  }

  @Test
  void openAiClientsMaySendMetadataBesideTheUser() {
    write(request().endUser("u-1").extra("metadata", Map.of("team", "a")))
        .has("metadata", "{'user_id':'u-1'}")
        .adjusted("DROPPED metadata");
    write(request().endUser("u-1").extra("metadata", Map.of()))
        .has("metadata", "{'user_id':'u-1'}")
        .adjusted();
  }

  @Test
  void saysNothingOfSettingsOfOpenAiThatAskForNothing() {
    write(
            request()
                .extra("store", false)
                .extra("logit_bias", Map.of())
                .extra("modalities", raw("[ 'text' ]")))
        .lacks("store", "logit_bias", "modalities")
        .adjusted();
  }

  @ParameterizedTest
  @CsvSource({"auto,auto,", "standard_only,standard_only,", "default,standard_only,EMULATED"})
  void translatesTheServiceTier(String asked, String sent, String kind) {
    WrittenRequest written =
        write(request().extra("service_tier", asked)).has("service_tier", "'" + sent + "'");

    written.adjusted(kind == null ? new String[0] : new String[] {kind + " service_tier"});
  }

  @ParameterizedTest
  @ValueSource(strings = {"flex", "priority", "scale"})
  void leavesOutServiceTiersThatAnthropicDoesNotSell(String tier) {
    write(request().extra("service_tier", tier))
        .lacks("service_tier")
        .adjusted("DROPPED service_tier");
  }

  @Test
  void likelihoodsAreNotToBeHad() {
    write(request().logprobs(true).topLogprobs(2))
        .lacks("logprobs", "top_logprobs")
        .adjusted("DROPPED logprobs", "DROPPED top_logprobs");
    write(request().logprobs(false).topLogprobs(0)).adjusted();
  }

  @Test
  void sendsTopKWhereTheModelTakesIt() {
    write(request().topK(5)).has("top_k", "5").adjusted();
    write(request().topK(5), "claude-opus-5").lacks("top_k").adjusted("DROPPED top_k");
  }

  @Test
  void toolsThatRunAtAnthropicStandBesideTheCallersAndThoseOfOthersAreLeftOut() {
    String search = "{'type':'web_search_20250305','name':'web_search','max_uses':1}";

    write(
            request()
                .tool(TOOL)
                .providerTool(new ProviderTool("anthropic", raw(search)))
                .providerTool(new ProviderTool("openai", raw("{'type':'web_search'}"))))
        .has(
            "tools",
            "[{'name':'f','description':'does f','input_schema':{'type':'object'}}," + search + "]")
        .adjusted("DROPPED tools");
  }

  @Test
  void allToolsOfAnotherProviderAreNoTools() {
    write(request().providerTool(new ProviderTool("openai", raw("{'type':'web_search'}"))))
        .lacks("tools", "tool_choice")
        .adjusted("DROPPED tools");
  }

  @Test
  void theDefaultLimitIsWhatTheModelCanGenerate() {
    assertThat(limit("claude-opus-5", true, 0, null, 128_000)).isEqualTo(128_000);
    assertThat(limit("claude-opus-5", false, 0, null, 128_000)).isEqualTo(21_333);
    assertThat(limit("claude-opus-4-1", true, 0, null, 32_000)).isEqualTo(8_192);
    assertThat(limit("claude-3-haiku-20240307", true, 0, null, 4_096)).isEqualTo(4_096);
    assertThat(limit("claude-opus-4-1", true, 30_000, null, 32_000)).isEqualTo(32_000);
    assertThat(limit("claude-opus-5", true, 0, 500, 128_000)).isEqualTo(500);
    assertThat(limit("claude-opus-4-1", true, 1_024, 500, 32_000)).isEqualTo(1_524);
    assertThat(limit("unknown", true, 0, null, null)).isEqualTo(4_096);
  }

  private static long limit(
      String model, boolean streamed, long budget, Integer configured, Integer most) {
    return new AnthropicMaxTokens(configured, most).of(AnthropicModels.of(model), streamed, budget);
  }

  @Test
  void everythingOfATypedFieldIsWrittenOnce() {
    assertThat(write(request().topK(5)).fields().keySet())
        .isEqualTo(Map.of("model", 1, "max_tokens", 1, "messages", 1, "top_k", 1).keySet());
    assertThat(List.copyOf(write(request().tool(TOOL)).fields().keySet()))
        .containsExactly("model", "max_tokens", "tools", "messages");
  }
}
