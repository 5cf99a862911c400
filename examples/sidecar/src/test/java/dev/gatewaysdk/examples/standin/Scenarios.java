package dev.gatewaysdk.examples.standin;

import dev.gatewaysdk.examples.standin.Answer.Ending;
import dev.gatewaysdk.examples.standin.Answer.ToolCall;

/** The answers, by the scenario that the prompt names. */
final class Scenarios {
  private Scenarios() {}

  /**
   * The answer.
   *
   * @throws Refused if the scenario is a failure, or the request lacks what its scenario needs
   */
  static Answer answer(Asked asked) {
    return switch (asked.scenario()) {
      case "hello" -> Answer.text("Gr", "üezi", " 👋");
      case "weather" -> weather(asked);
      case "ponder" -> ponder(asked);
      case "person" -> person(asked);
      case "picture" -> Answer.text("I see ", String.join(" and ", asked.pictures()), ".");
      case "system" -> Answer.text("I was told: ", asked.system());
      case "think" -> Answer.text("42").after("Six by nine.");
      case "refuse" -> Answer.text("I can't ", "help with that.").refusal();
      case "long" -> Answer.text("And ", "so on").ends(Ending.LENGTH);
      case "break" -> Answer.text("Half ", "of it").ends(Ending.ERROR);
      case "cut" -> Answer.text("Half ", "of it").ends(Ending.CUT);
      case "hold" -> Answer.text("First, ", "last.").ends(Ending.HELD);
      case "fail" -> throw new Refused(Integer.parseInt(asked.detail()), "as the prompt wished");
      default -> throw new Refused(400, "there is no scenario '" + asked.scenario() + "'");
    };
  }

  private static Answer weather(Asked asked) {
    Refused.unless(asked.tools().contains("get_weather"), "there is no tool get_weather");
    if (!asked.results().isEmpty()) {
      return Answer.text("Results: ", String.join(", ", asked.results()));
    }
    return Answer.calls(
        new ToolCall("call_bern", "get_weather", "{\"city\":\"Bern\"}"),
        new ToolCall("call_oslo", "get_weather", "{\"city\":\"Oslo\",\"unit\":\"celsius\"}"));
  }

  /** Thinks before it asks for tools, and tells afterwards what it has thought. */
  private static Answer ponder(Asked asked) {
    return asked.results().isEmpty()
        ? weather(asked).after("Which cities?")
        : Answer.text("I thought: ", asked.thoughts());
  }

  private static Answer person(Asked asked) {
    Refused.unless(asked.schema() != null, "there is no schema");
    return Answer.text("{\"name\":", "\"Ada Lovelace\",", "\"age\":36}");
  }
}
