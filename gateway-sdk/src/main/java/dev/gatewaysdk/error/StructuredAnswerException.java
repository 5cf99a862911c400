package dev.gatewaysdk.error;

import java.util.List;

/**
 * A model answered, but not in the form that was asked for, and asking again did not or could not
 * help. The call itself succeeded: it was billed and has its record.
 *
 * <p>The message names places and what was expected there, never what the model wrote; that is in
 * {@link #answer()}.
 */
public final class StructuredAnswerException extends GatewayException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the answer. More may come. */
  public enum Reason {
    /** It does not fit the schema, nor did the one before it: see {@link #problems()}. */
    INVALID("the answer does not fit"),
    /** The model refused; {@link #answer()} has its words. */
    REFUSED("the model refused to answer; answer() has its words"),
    /** It reached the limit on tokens before it was whole. */
    CUT_OFF("the answer was cut off by the limit on tokens: raise maxTokens(…)"),
    /** A content filter stopped it. */
    FILTERED("the provider's content filter stopped the answer, or the model refused"),
    /** The model asks for tools instead. */
    ASKED_FOR_TOOLS(
        "the model asks for tools: call them through chat(request), add their results, and ask for"
            + " the form then; or offer no tools"),
    /** The provider paused a long turn. */
    PAUSED(
        "the provider paused a long turn: go on through chat(request), and ask for the form then");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  private final Reason reason;
  private final String answer;
  private final List<String> problems;

  private StructuredAnswerException(
      Reason reason, String message, String answer, List<String> problems, String requestId) {
    super(message, null, true);
    this.reason = reason;
    this.answer = answer;
    this.problems = List.copyOf(problems);
    if (!requestId.isEmpty()) {
      failedIn(requestId);
    }
  }

  /**
   * An answer that does not fit.
   *
   * @param type what was asked for
   * @param answer what the model wrote
   * @param problems each as a path and what is wrong there, without content
   * @param requestId the gateway's id of the call; empty if it was read outside a call
   */
  public static StructuredAnswerException invalid(
      String type, String answer, List<String> problems, String requestId) {
    String message =
        Reason.INVALID.text
            + " "
            + type
            + (problems.size() == 1 ? ": " : ":\n- ")
            + String.join("\n- ", problems)
            + (problems.size() == 1 ? "; " : "\n")
            + "answer() has what the model wrote, "
            + answer.length()
            + " characters";
    return new StructuredAnswerException(
        Reason.INVALID, message + call(requestId), answer, problems, requestId);
  }

  /**
   * No answer to check.
   *
   * @param reason why; not {@link Reason#INVALID}
   * @param type what was asked for
   * @param answer what the model wrote, or its words for refusing; may be empty
   * @param requestId the gateway's id of the call
   */
  public static StructuredAnswerException unanswered(
      Reason reason, String type, String answer, String requestId) {
    return new StructuredAnswerException(
        reason, "no " + type + ": " + reason.text + call(requestId), answer, List.of(), requestId);
  }

  private static String call(String requestId) {
    return requestId.isEmpty() ? "" : "; call " + requestId;
  }

  /** What is wrong with the answer. */
  public Reason reason() {
    return reason;
  }

  /** What the model wrote last, as it came; its words for refusing, if it did. May be empty. */
  public String answer() {
    return answer;
  }

  /**
   * What does not fit, such as {@code $.items[2].price: expected a number, found a string};
   * unmodifiable, empty except for {@link Reason#INVALID}.
   */
  public List<String> problems() {
    return problems;
  }

  @Override
  public String code() {
    return "structured_answer_invalid";
  }

  @Override
  public int statusCode() {
    return 502;
  }
}
