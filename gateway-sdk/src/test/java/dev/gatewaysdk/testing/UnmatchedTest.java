package dev.gatewaysdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;

class UnmatchedTest {
  private final FakeProvider fake = new FakeProvider();
  private final Asking asking = new Asking(fake, new ManualClock());

  @Test
  void saysOfEachRuleWhyItDoesNotMatchAndWhichIsNearest() {
    fake.onTurn(7).reply("seven");
    fake.whenUser("weather in Bern").reply("sunny");
    fake.whenModel("claude-opus").reply("opus");
    fake.when("has tools", request -> !request.tools().isEmpty()).reply("tools");

    assertThatThrownBy(() -> asking.text("How is the weather in Berlin?"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "no rule of the fake provider answers request 1 to model \"gpt-4o\","
                + " in which the user said last: \"How is the weather in Berlin?\"\n"
                + "  rule 1, onTurn(7): this is request 1\n"
                + "  nearest: rule 2, whenUser(\"weather in Bern\"):"
                + " no message of the user contains it\n"
                + "  rule 3, whenModel(\"claude-opus\"): the model is \"gpt-4o\"\n"
                + "  rule 4, when(has tools): it does not hold for this request\n"
                + "Add a rule for it, or otherwise().reply(\"…\") for all that no rule matches.");
    assertThat(fake.attempts()).isEqualTo(1);
  }

  @Test
  void seesThatOnlyTheCaseDiffers() {
    fake.whenUser("rain").reply("x");
    fake.whenUser("Weather").reply("sunny");

    assertThatThrownBy(() -> asking.text("weather?"))
        .hasMessageContaining("nearest: rule 2")
        .hasMessageContaining("only in other case");
  }

  @Test
  void findsAModelWithATypingErrorNearest() {
    fake.whenUser("weather").reply("sunny");
    fake.whenModel("gpt-4-o").reply("x");

    assertThatThrownBy(() -> asking.text("Hello")).hasMessageContaining("nearest: rule 2");
  }

  @Test
  void saysThatThereAreNoRules() {
    assertThatThrownBy(() -> asking.text("Hello")).hasMessageContaining("it has no rules");
  }

  @Test
  void showsNoMoreThan80CharactersOfWhatTheUserSaid() {
    Throwable thrown = catchThrowable(() -> asking.text("a\r\n" + "b".repeat(77) + "canary"));

    assertThat(thrown).hasMessageContaining("\"a  " + "b".repeat(77) + "…\"");
    assertThat(thrown).hasMessageNotContaining("canary");
  }

  @Test
  void saysThatARuleHasNoAnswer() {
    fake.whenUser("weather");

    assertThatThrownBy(() -> asking.text("weather?"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("whenUser(\"weather\")")
        .hasMessageContaining("no answer");
  }

  @Test
  void refusesTurnsBelowOne() {
    assertThatThrownBy(() -> fake.onTurn(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
