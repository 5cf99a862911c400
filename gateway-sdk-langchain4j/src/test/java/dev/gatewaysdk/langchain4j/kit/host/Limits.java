package dev.gatewaysdk.langchain4j.kit.host;

import java.util.List;

/** Cuts an answer where a request says that it must end. */
final class Limits {
  private Limits() {}

  static Answer applied(Question question, Answer answer) {
    Answer stopped = answer;
    for (String stop : question.stop()) {
      int at = stopped.text().indexOf(stop);
      if (at >= 0) {
        stopped =
            new Answer(
                answer.thinking(),
                Tokens.of(stopped.text().substring(0, at)),
                answer.calls(),
                answer.ending(),
                stop);
      }
    }
    Integer most = question.maxTokens();
    if (most == null || stopped.tokens().size() <= most) {
      return stopped;
    }
    List<String> kept = stopped.tokens().subList(0, most);
    return new Answer(answer.thinking(), kept, answer.calls(), Answer.Ending.LENGTH, "");
  }
}
