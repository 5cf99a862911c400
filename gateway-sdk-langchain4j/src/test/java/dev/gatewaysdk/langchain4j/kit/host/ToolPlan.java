package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewaysdk.langchain4j.kit.host.Question.Call;
import dev.gatewaysdk.langchain4j.kit.host.Question.Role;
import dev.gatewaysdk.langchain4j.kit.host.Question.Tool;
import dev.gatewaysdk.langchain4j.kit.host.Question.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which tools a model calls next: it goes through the task sentence by sentence, takes the tool
 * that the sentence is about, and fills the tool's schema, as it arrived, from the sentence. What
 * was called and answered before is not called again.
 */
final class ToolPlan {
  private static final Pattern CLAUSES =
      Pattern.compile("(?<=[?!]|(?<!\\d)[.]) +|, then | and (?=time\\b)");
  private static final String RESULT = "the (?:previous )?result";
  private static final Pattern DULL =
      Pattern.compile("get|from|current|tool|two|numbers?|id|[a-z]{1,2}");

  private final Question question;
  private final Map<Step, String> results = new HashMap<>();
  private @Nullable String latest;

  private ToolPlan(Question question) {
    this.question = question;
    Map<String, Step> open = new HashMap<>();
    for (int i = 0; i < question.turns().size(); i++) {
      Turn turn = question.turns().get(i);
      for (Call call : turn.calls()) {
        open.put(call.id(), new Step(call.name(), call.arguments()));
      }
      if (turn.role() == Role.TOOL) {
        Step step = open.get(turn.callId());
        Refusal.unless(step != null, "a result of no call: " + turn.callId());
        if (i > question.task()) {
          results.put(step, turn.text());
        } else {
          latest = turn.text();
        }
      }
    }
  }

  static List<Call> next(Question question) {
    if (question.tools().isEmpty() || question.choice().equals("none")) {
      return List.of();
    }
    return new ToolPlan(question).next();
  }

  private List<Call> next() {
    String task = question.turns().get(question.task()).text();
    boolean free = List.of("auto", "required").contains(question.choice());
    List<Step> steps = free ? planned(task) : List.of(forced(task));
    if (steps.isEmpty() && question.choice().equals("required")) {
      steps = List.of(forced(task));
    }
    List<Call> calls = new ArrayList<>();
    for (Step step : steps) {
      int number = question.turns().size() * 10 + calls.size();
      calls.add(new Call("call_" + number, step.name, step.arguments));
    }
    return calls;
  }

  private List<Step> planned(String task) {
    List<Step> steps = new ArrayList<>();
    for (String clause : CLAUSES.split(task)) {
      String said = clause.replaceFirst(RESULT, String.valueOf(latest));
      if (!said.equals(clause) && !steps.isEmpty()) {
        break; // It needs what is only to be called.
      }
      Step step = step(said);
      if (step != null && results.containsKey(step)) {
        latest = results.get(step);
      } else if (step != null && !steps.contains(step)) {
        steps.add(step);
      }
    }
    return steps;
  }

  private @Nullable Step step(String clause) {
    Step best = null;
    int most = 0;
    for (Tool tool : question.tools()) {
      int relevance = relevance(tool, clause);
      if (relevance > most) {
        Step step = called(tool, clause);
        if (step != null) {
          best = step;
          most = relevance;
        }
      }
    }
    return best;
  }

  /** Something must be called: what was not yet, and what all that is known is enough for. */
  private Step forced(String task) {
    String known = task + " " + Prose.answer(question);
    for (Tool tool : question.tools()) {
      if (tool.name().equals(question.choice())) {
        return new Step(tool.name(), SchemaAnswer.complete(tool.schema(), new Passage(known)));
      }
      Step step = called(tool, known);
      if (step != null && !results.containsKey(step)) {
        return step;
      }
    }
    throw Refusal.badRequest("no tool fits: " + question.tools());
  }

  private static @Nullable Step called(Tool tool, String clause) {
    JsonNode arguments = SchemaAnswer.arguments(tool.schema(), new Passage(clause));
    return arguments == null ? null : new Step(tool.name(), arguments);
  }

  private static int relevance(Tool tool, String clause) {
    Passage passage = new Passage(clause.replace("plus", "add"));
    if (passage.mentions(tool.name())) {
      return 10;
    }
    int words = 0;
    for (String word : tool.name().split("_|(?=\\p{Lu})")) {
      String plain = word.toLowerCase(java.util.Locale.ROOT);
      if (!DULL.matcher(plain).matches() && passage.mentions(plain)) {
        words++;
      }
    }
    return words;
  }

  private record Step(String name, JsonNode arguments) {}
}
