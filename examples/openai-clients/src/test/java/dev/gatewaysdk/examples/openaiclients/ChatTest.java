package dev.gatewaysdk.examples.openaiclients;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionCreateParams.LogitBias;
import com.openai.models.chat.completions.ChatCompletionCreateParams.Metadata;
import com.openai.models.completions.CompletionUsage;
import dev.gatewaysdk.examples.standin.Asked;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Surface.Extension.class)
class ChatTest {
  private final Surface surface;
  private final OpenAIClient client;

  ChatTest(Surface surface) {
    this.surface = surface;
    this.client = Clients.of(surface);
  }

  private ChatCompletion create(ChatCompletionCreateParams.Builder params) {
    return client.chat().completions().create(params.build()).validate();
  }

  @ParameterizedTest
  @EnumSource
  void answers(Behind behind) {
    ChatCompletion answer = create(Clients.ask(behind, "hello there"));

    assertThat(answer.choices()).hasSize(1);
    Choice choice = answer.choices().get(0);
    assertThat(choice.index()).isZero();
    assertThat(choice.message().content()).contains("Grüezi 👋");
    assertThat(choice.message().refusal()).isEmpty();
    assertThat(choice.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(answer.model()).isEqualTo(behind.model);
    assertThat(answer.id()).isNotBlank();
    assertThat(answer.created()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void countsTokensAsOpenAiDoes(Behind behind) {
    CompletionUsage usage = create(Clients.ask(behind, "hello there")).usage().orElseThrow();

    assertThat(usage.promptTokens()).as("cached ones included").isEqualTo(12);
    assertThat(usage.completionTokens()).isEqualTo(7);
    assertThat(usage.totalTokens()).isEqualTo(19);
    assertThat(usage.promptTokensDetails().orElseThrow().cachedTokens()).contains(4L);
  }

  @ParameterizedTest
  @EnumSource
  void answersAsynchronously(Behind behind) {
    List<CompletableFuture<ChatCompletion>> answers =
        IntStream.range(0, 4)
            .mapToObj(i -> Clients.ask(behind, "hello there").build())
            .map(params -> client.async().chat().completions().create(params))
            .toList();

    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer.join().choices().get(0).message().content())
                    .contains("Grüezi 👋"));
  }

  @ParameterizedTest
  @EnumSource
  void passesInstructionsAndParametersOn(Behind behind) {
    ChatCompletion answer =
        create(
            ChatCompletionCreateParams.builder()
                .model(behind.endpoint)
                .addSystemMessage("Be brief.")
                .addUserMessage("hello there")
                .addAssistantMessage("Hello.")
                .addUserMessage("system please")
                .maxCompletionTokens(50)
                .temperature(0.5)
                .stopOfStrings(List.of("END", "STOP")));

    assertThat(answer.choices().get(0).message().content()).contains("I was told: Be brief.");
    Asked asked = surface.standIn(behind).last();
    String stop = behind == Behind.OPENAI ? "stop" : "stop_sequences";
    assertThat(asked.body()).containsEntry(stop, List.of("END", "STOP"));
    assertThat(asked.body().get("temperature")).hasToString("0.5");
    assertThat(asked.body().values()).contains(50L);
  }

  @ParameterizedTest
  @EnumSource
  void takesWhatOnlyOpenAiKnows(Behind behind) {
    ChatCompletion answer =
        create(
            Clients.ask(behind, "hello there")
                .store(false)
                .frequencyPenalty(0.5)
                .serviceTier(ChatCompletionCreateParams.ServiceTier.DEFAULT)
                .promptCacheKey("tenant-1")
                .safetyIdentifier("s1")
                .verbosity(ChatCompletionCreateParams.Verbosity.LOW)
                .metadata(
                    Metadata.builder().putAdditionalProperty("a", JsonValue.from("b")).build())
                .logitBias(
                    LogitBias.builder()
                        .putAdditionalProperty("50256", JsonValue.from(-100))
                        .build()));

    assertThat(answer.choices().get(0).message().content()).contains("Grüezi 👋");
    if (behind == Behind.OPENAI) {
      assertThat(surface.standIn(behind).last().body())
          .containsEntry("store", false)
          .containsEntry("service_tier", "default")
          .containsEntry("prompt_cache_key", "tenant-1")
          .containsEntry("safety_identifier", "s1")
          .containsEntry("verbosity", "low")
          .containsEntry("metadata", Map.of("a", "b"))
          .containsEntry("logit_bias", Map.of("50256", -100L));
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesTheDevelopersInstructionsForTheSystems(Behind behind) {
    ChatCompletion answer =
        create(Clients.ask(behind, "system please").addDeveloperMessage("Be brief."));

    assertThat(answer.choices().get(0).message().content()).contains("I was told: Be brief.");
  }

  @Test
  void takesTheEndpointFromAHeaderOverTheModel() {
    ChatCompletion answer =
        create(
            Clients.ask(Behind.OPENAI, "hello there")
                .putAdditionalHeader("x-gateway-config", Behind.ANTHROPIC.endpoint));

    assertThat(answer.model()).isEqualTo(Behind.ANTHROPIC.model);
  }

  @Test
  void answersFromTheFallbackWhereTheFirstTargetFails() {
    ChatCompletion answer = create(Clients.ask("with-fallback", "hello there"));

    assertThat(answer.model()).isEqualTo(Behind.ANTHROPIC.model);
  }

  @Test
  void reachesAProviderWithoutAnEndpoint() {
    ChatCompletion answer = create(Clients.ask("@openai/gpt-4o", "hello there"));

    assertThat(answer.model()).isEqualTo(Behind.OPENAI.model);
  }

  @ParameterizedTest
  @EnumSource
  void saysThatTheLimitOfTokensWasReached(Behind behind) {
    Choice choice = create(Clients.ask(behind, "long one").maxCompletionTokens(2)).choices().get(0);

    assertThat(choice.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(choice.message().content()).contains("And so on");
  }

  @Test
  void givesAsManyAnswersAsWereAskedFor() {
    ChatCompletion answer = create(Clients.ask(Behind.OPENAI, "hello twice").n(2));

    assertThat(answer.choices()).extracting(Choice::index).containsExactly(0L, 1L);
    assertThat(answer.choices())
        .allSatisfy(choice -> assertThat(choice.message().content()).contains("Grüezi 👋"));
  }

  @Test
  void givesOneAnswerWhereTheProviderHasNoMore() {
    try (HttpResponseFor<ChatCompletion> response =
        client
            .withRawResponse()
            .chat()
            .completions()
            .create(Clients.ask(Behind.ANTHROPIC, "hello twice").n(2).build())) {
      assertThat(response.parse().validate().choices()).hasSize(1);
      assertThat(response.headers().values("x-gateway-adjustments"))
          .as("says so")
          .singleElement(InstanceOfAssertFactories.STRING)
          .contains("n");
    }
  }

  @Test
  void passesLogProbabilitiesThrough() {
    ChatCompletion answer =
        create(Clients.ask(Behind.OPENAI, "hello odds").logprobs(true).topLogprobs(1));

    var tokens = answer.choices().get(0).logprobs().orElseThrow().content().orElseThrow();
    assertThat(tokens).extracting(token -> token.token()).containsExactly("Gr", "üezi", " 👋");
    assertThat(tokens.get(0).logprob()).isEqualTo(-0.25);
    assertThat(tokens.get(2).bytes()).contains(List.of(32L, 0xf0L, 0x9fL, 0x91L, 0x8bL));
    assertThat(tokens.get(1).topLogprobs()).hasSize(1);
  }

  @Test
  void tellsARefusalFromAnAnswer() {
    Choice choice = create(Clients.ask(Behind.OPENAI, "refuse this")).choices().get(0);

    assertThat(choice.message().refusal()).contains("I can't help with that.");
    assertThat(choice.message().content()).isEmpty();
    assertThat(choice.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void saysThatAnthropicRefused() {
    Choice choice = create(Clients.ask(Behind.ANTHROPIC, "refuse this")).choices().get(0);

    assertThat(choice.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
  }

  @ParameterizedTest
  @EnumSource
  void passesTheReasoningEffortOn(Behind behind) {
    ChatCompletion answer =
        create(Clients.ask(behind, "think hard").reasoningEffort(ReasoningEffort.HIGH));

    assertThat(answer.choices().get(0).message().content()).contains("42");
    Asked asked = surface.standIn(behind).last();
    if (behind == Behind.OPENAI) {
      assertThat(asked.body()).containsEntry("reasoning_effort", "high");
      assertThat(
              answer
                  .usage()
                  .orElseThrow()
                  .completionTokensDetails()
                  .orElseThrow()
                  .reasoningTokens())
          .contains(5L);
    } else {
      assertThat(asked.body()).containsEntry("output_config", Map.of("effort", "high"));
      assertThat(answer.choices().get(0).message()._allProperties())
          .containsEntry("reasoning_content", JsonValue.from("Six by nine."));
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesTheRequestAndTheTargetInHeaders(Behind behind) {
    try (HttpResponseFor<ChatCompletion> response =
        client
            .withRawResponse()
            .chat()
            .completions()
            .create(Clients.ask(behind, "hello there").build())) {
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.requestId()).get().asString().isNotBlank();
      assertThat(response.headers().values("x-gateway-target"))
          .containsExactly(behind == Behind.OPENAI ? "openai/gpt-4o" : "claude/claude-opus-4-5");
      response.parse().validate();
    }
  }
}
