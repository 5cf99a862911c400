package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.moderation.ModerationInput;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.moderation.ModerationResponse;
import dev.gatewaysdk.moderation.ModerationResult;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.gatewaysdk.usage.CallRecord;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.moderation.listener.ModerationModelErrorContext;
import dev.langchain4j.model.moderation.listener.ModerationModelListener;
import dev.langchain4j.model.moderation.listener.ModerationModelRequestContext;
import dev.langchain4j.model.moderation.listener.ModerationModelResponseContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayModerationModelTest {
  private final FakeProvider fake = new FakeProvider();
  private final RecordingUsageSink records = new RecordingUsageSink();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("fake", fake)
          .endpoint(Endpoint.builder("e").target("fake", "judge").build())
          .endpoint(Endpoint.builder("other").target("fake", "stricter").build())
          .usageSink(records)
          .build();
  private final GatewayModerationModel model = GatewayModerationModel.builder(gateway, "e").build();

  @AfterEach
  void close() {
    gateway.close();
  }

  private void flag(int index) {
    fake.respond(
        ModerationRequest.class,
        request -> {
          List<ModerationResult> results = new ArrayList<>();
          for (int i = 0; i < request.inputs().size(); i++) {
            boolean bad = i == index;
            results.add(
                new ModerationResult(
                    i,
                    bad,
                    Map.of("violence", bad),
                    Map.of("violence", bad ? 0.9 : 0.1),
                    Map.of()));
          }
          return new ModerationResponse(results, ResponseInfo.NONE);
        });
  }

  @Test
  void saysWhichTextIsHarmfulAndHow() {
    flag(1);

    var answer =
        model.moderate(
            dev.langchain4j.model.moderation.ModerationRequest.builder()
                .texts(List.of("", "fine", "bad"))
                .build());

    assertThat(answer.moderation()).isEqualTo(Moderation.flagged("bad"));
    assertThat(answer.metadata())
        .containsEntry("model", "judge")
        .containsEntry("categories", List.of("violence"))
        .containsEntry("scores", Map.of("violence", 0.9));
  }

  @Test
  void saysThatNothingIsHarmful() {
    assertThat(model.moderate("fine").content()).isEqualTo(Moderation.notFlagged());
  }

  @Test
  void aTextThatWasNotJudgedIsNotHarmless() {
    fake.respond(
        ModerationRequest.class, request -> new ModerationResponse(List.of(), ResponseInfo.NONE));

    assertThatExceptionOfType(InternalServerException.class)
        .isThrownBy(() -> model.moderate("fine"))
        .withMessageContaining("0 of 1");
  }

  @Test
  void leavesOutMessagesWithoutAText() {
    AiMessage call =
        AiMessage.from(ToolExecutionRequest.builder().name("forecast").arguments("{}").build());

    model.moderate(List.of(UserMessage.from("fine"), call));
    model.moderate(call);

    assertThat(fake.otherRequests()).hasSize(1);
    assertThat(((ModerationRequest) fake.otherRequests().get(0)).inputs())
        .containsExactly(new ModerationInput.Text("fine"));
  }

  @Test
  void takesTheEndpointOfTheRequestAndTheCaller() {
    GatewayModerationModel anns =
        GatewayModerationModel.builder(gateway, "e").caller(Caller.user("ann")).build();

    anns.moderate("fine");
    anns.moderate(
        dev.langchain4j.model.moderation.ModerationRequest.builder()
            .texts(List.of("fine"))
            .modelName("other")
            .build());

    assertThat(records.records()).extracting(CallRecord::endpoint).containsExactly("e", "other");
    assertThat(records.records()).extracting(record -> record.caller().user()).containsOnly("ann");
  }

  @Test
  void tellsItsListenersOfRequestsAnswersAndFailures() {
    List<String> told = new ArrayList<>();
    ModerationModelListener listener =
        new ModerationModelListener() {
          @Override
          public void onRequest(ModerationModelRequestContext context) {
            told.add("request to " + context.moderationRequest().modelName());
          }

          @Override
          public void onResponse(ModerationModelResponseContext context) {
            told.add("response");
          }

          @Override
          public void onError(ModerationModelErrorContext context) {
            told.add(context.error().getClass().getSimpleName());
          }
        };
    GatewayModerationModel listening =
        GatewayModerationModel.builder(gateway, "e").listeners(List.of(listener)).build();

    listening.moderate("fine");
    fake.respond(
        ModerationRequest.class,
        request -> {
          throw ProviderException.builder(FailureKind.AUTHENTICATION, "who").status(401).build();
        });
    assertThatExceptionOfType(AuthenticationException.class)
        .isThrownBy(() -> listening.moderate("fine"));

    assertThat(told)
        .containsExactly("request to e", "response", "request to e", "AuthenticationException");
  }
}
