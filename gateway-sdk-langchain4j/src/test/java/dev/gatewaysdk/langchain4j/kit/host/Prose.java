package dev.gatewaysdk.langchain4j.kit.host;

import dev.gatewaysdk.langchain4j.kit.host.Question.Role;
import dev.gatewaysdk.langchain4j.kit.host.Question.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model knows, and how it says it. */
final class Prose {
  static final String GREETING = "Hello! What can I do for you on this fine day?";

  private Prose() {}

  /** What there is to say; empty if nothing. */
  static String answer(Question question) {
    List<String> seen = new ArrayList<>();
    List<String> results = new ArrayList<>();
    for (Turn turn : question.turns().subList(question.task(), question.turns().size())) {
      seen.addAll(turn.pictures());
      if (turn.role() == Role.TOOL) {
        results.add(turn.text());
      }
    }
    List<String> sentences = new ArrayList<>();
    if (!results.isEmpty()) {
      sentences.add("The tools say: " + String.join(", ", results) + ".");
    }
    if (!seen.isEmpty()) {
      sentences.add("I see " + String.join(" and ", seen) + ".");
    }
    return sentences.isEmpty() ? known(question) : String.join(" ", sentences);
  }

  private static String known(Question question) {
    Passage task = new Passage(question.turns().get(question.task()).text());
    String quoted = task.first("(?:Say|Translate:) '([^']+)'");
    if (quoted != null) {
      return question.system().contains("into German") ? "Ich liebe dich" : quoted;
    }
    if (task.mentions("capital of Germany")) {
      String sum = task.text().contains("2 + 2") ? " And 2 + 2 = 4." : "";
      return "The capital of Germany is Berlin." + sum;
    }
    if (task.mentions("my favorite color")) {
      return "You said that it is " + favorite(question) + ".";
    }
    if (task.mentions("story")) {
      return "Once upon a time a fox and a hen lived beside a wide river. ".repeat(40).trim();
    }
    return "";
  }

  private static @Nullable String favorite(Question question) {
    for (Turn turn : question.turns()) {
      String color = new Passage(turn.text()).first("my favorite color is (\\w+)");
      if (color != null && turn.role() == Role.USER) {
        return color;
      }
    }
    return "something that I do not know";
  }
}
