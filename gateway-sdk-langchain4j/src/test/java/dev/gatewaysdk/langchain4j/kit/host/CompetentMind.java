package dev.gatewaysdk.langchain4j.kit.host;

import dev.gatewaysdk.langchain4j.kit.host.Question.Call;
import dev.gatewaysdk.langchain4j.kit.host.Question.Turn;
import java.util.List;

/** Answers as a competent model does: with calls, by a schema, or in prose. */
final class CompetentMind implements Mind {
  @Override
  public Answer answer(Question question) {
    List<Call> calls = ToolPlan.next(question);
    if (!calls.isEmpty()) {
      return thought(question, Answer.calls(calls));
    }
    String prose = Prose.answer(question);
    if (question.schema() != null) {
      Passage known = new Passage(task(question) + " " + prose);
      return thought(
          question, Answer.text(SchemaAnswer.complete(question.schema(), known).toString()));
    }
    String asked = new Passage(task(question)).first("single '(\\w+)' field");
    if (asked != null) {
      String json = "{\"" + asked + "\": \"" + new Passage(prose).place() + "\"}";
      return Answer.text(question.json() ? json : "Sure:\n```json\n" + json + "\n```");
    }
    return thought(question, Answer.text(prose.isEmpty() ? Prose.GREETING : prose));
  }

  private static Answer thought(Question question, Answer answer) {
    return question.thinks() ? answer.thinking("They ask: " + task(question)) : answer;
  }

  private static String task(Question question) {
    Turn task = question.turns().get(question.task());
    return task.text();
  }
}
