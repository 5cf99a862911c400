package dev.gatewaysdk.examples.langchain4j;

import dev.gatewaysdk.examples.quickstart.Answer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the stand-ins answer, in place of a model. Like one they know only the request, on either
 * provider's wire: no look-up without the tool's result in it, and no memory but what is in it.
 */
final class Script {
  private static final Pattern QUESTION = Pattern.compile("Where is order (\\d{4})\\?");
  private static final Pattern RESULT =
      Pattern.compile("number\\W+(\\d{4})\\W+state\\W+(\\w+)\\W+expected\\W+(\\w+)");
  private static final String REMINDER = "Which order did I ask about?";

  private Script() {}

  /** The answer to a request's body. */
  static Answer answer(String request) {
    if (request.contains("Turn this mail into a complaint")) {
      return Answer.text(
          "{\"order\":\"4711\",\"urgency\":\"HIGH\",\"wishes\":[\"a new lid\",\"a call back\"]}");
    }
    Matcher question = last(QUESTION, request);
    if (question == null) {
      return Answer.text("Yes, we are always there.");
    }
    if (request.lastIndexOf(REMINDER) > question.start()) {
      return Answer.text("You asked about order " + question.group(1) + ".");
    }
    Matcher result = last(RESULT, request);
    if (result == null || result.start() < question.start()) {
      return Answer.toolCall("findOrder", "{\"number\":\"" + question.group(1) + "\"}");
    }
    return Answer.text(
        "Order %s is %s; you should have it on %s."
            .formatted(result.group(1), result.group(2), result.group(3)));
  }

  private static @Nullable Matcher last(Pattern pattern, String text) {
    Matcher last = null;
    for (Matcher next = pattern.matcher(text); next.find(); ) {
      last = pattern.matcher(text).region(next.start(), text.length());
    }
    return last != null && last.find() ? last : null;
  }
}
