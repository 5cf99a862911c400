package dev.gatewaysdk.langchain4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.langchain4j.GatewayChatModel;
import dev.gatewaysdk.langchain4j.GatewayChatRequestParameters;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import org.junit.jupiter.api.Test;

/** Parameters through an AI Service, in {@code docs/langchain4j.md}. */
class ParametersDocTest {
  interface Assistant {
    String answer(@UserMessage String question, ChatRequestParameters parameters);
  }

  @Test
  void takesParametersThroughAnAiService() {
    FakeProvider fake = new FakeProvider();
    fake.otherwise().reply("On its way.");
    RecordingUsageSink records = new RecordingUsageSink();
    try (GatewayClient gateway =
        GatewayClient.builder()
            .provider("fake", fake)
            .endpoint(Endpoint.builder("support").target("fake", "m").build())
            .usageSink(records)
            .build()) {
      Assistant assistant =
          AiServices.create(Assistant.class, GatewayChatModel.builder(gateway, "support").build());
      String answer =
          assistant.answer(
              "Where is my order?",
              GatewayChatRequestParameters.builder().caller(Caller.user("ann")).build());

      assertThat(answer).isEqualTo("On its way.");
      assertThat(records.last().caller().user()).isEqualTo("ann");
    }
  }
}
