package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.json.RawJson;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayChatRequestParametersTest {
  private static final ProviderTool SEARCH =
      new ProviderTool("anthropic", RawJson.parse("{\"type\":\"web_search\"}"));

  private final GatewayChatRequestParameters all =
      GatewayChatRequestParameters.builder()
          .endpoint("chat")
          .temperature(0.1)
          .caller(Caller.user("ann"))
          .tag("a", "1")
          .deadline(Duration.ofSeconds(1))
          .seed(1)
          .reasoningEffort("low")
          .namedTool("weather")
          .parallelToolCalls(true)
          .strictJsonSchema(true)
          .endUser("u")
          .providerTools(List.of(SEARCH))
          .extra("x", 1)
          .build();

  @Test
  void keepsWhatTheOthersDoNotSay() {
    assertThat(all.overrideWith(ChatRequestParameters.builder().build())).isEqualTo(all);
    assertThat(all.overrideWith(GatewayChatRequestParameters.EMPTY)).isEqualTo(all);
    assertThat(GatewayChatRequestParameters.EMPTY.overrideWith(all)).isEqualTo(all);
    assertThat(GatewayChatRequestParameters.EMPTY.defaultedBy(all)).isEqualTo(all);
  }

  @Test
  void letsTheOthersGoFirst() {
    GatewayChatRequestParameters others =
        GatewayChatRequestParameters.builder()
            .endpoint("other")
            .temperature(0.2)
            .caller(Caller.user("bob"))
            .tags(Map.of("b", "2"))
            .deadline(Duration.ofSeconds(2))
            .seed(2)
            .reasoningEffort("high")
            .namedTool("time")
            .parallelToolCalls(false)
            .strictJsonSchema(false)
            .endUser("v")
            .extra("x", 2)
            .build();

    GatewayChatRequestParameters both = all.overrideWith(others);

    assertThat(both.endpoint()).isEqualTo("other");
    assertThat(both.temperature()).isEqualTo(0.2);
    assertThat(both.caller()).isSameAs(others.caller());
    assertThat(both.tags()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(both.deadline()).isEqualTo(Duration.ofSeconds(2));
    assertThat(both.seed()).isEqualTo(2);
    assertThat(both.reasoningEffort()).isEqualTo("high");
    assertThat(both.namedTool()).isEqualTo("time");
    assertThat(both.parallelToolCalls()).isFalse();
    assertThat(both.strictJsonSchema()).isFalse();
    assertThat(both.endUser()).isEqualTo("v");
    assertThat(both.providerTools()).containsExactly(SEARCH);
    assertThat(both.extras()).containsEntry("x", RawJson.of(2));
    assertThat(others.defaultedBy(all)).isEqualTo(both);
    assertThat(both).isNotEqualTo(all).hasSameHashCodeAs(all.overrideWith(others));
  }

  @Test
  void keepsItsOwnWhenLangChain4jsParametersComeFirst() {
    ChatRequestParameters plain = ChatRequestParameters.builder().topP(0.5).build();

    ChatRequestParameters both = plain.overrideWith(all);

    assertThat(both).isInstanceOf(GatewayChatRequestParameters.class);
    assertThat(((GatewayChatRequestParameters) both).seed()).isEqualTo(1);
    assertThat(both.topP()).isEqualTo(0.5);
  }

  @Test
  void refusesADeadlineThatHasPassed() {
    assertThatThrownBy(() -> GatewayChatRequestParameters.builder().deadline(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
  }

  @Test
  void namesNobodyWhenItIsLogged() {
    assertThat(all.toString()).contains("chat").doesNotContain("ann").doesNotContain("web_search");
  }
}
