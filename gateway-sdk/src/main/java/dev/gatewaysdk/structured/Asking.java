package dev.gatewaysdk.structured;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.StructuredAnswerException;
import dev.gatewaysdk.error.StructuredAnswerException.Reason;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks for an answer that fits, and once more if it does not. */
final class Asking<T> {
  private final StructuredType<T> type;
  private final Function<ChatRequest, ChatResponse> chat;

  Asking(StructuredType<T> type, Function<ChatRequest, ChatResponse> chat) {
    this.type = type;
    this.chat = chat;
  }

  StructuredResponse<T> ask(ChatRequest request) {
    if (request.responseFormat() != null) {
      throw new InvalidRequestException(
          "response_format",
          "is given by the type " + type.name() + ": leave out responseFormat(…)");
    }
    ChatRequest formed = request.toBuilder().responseFormat(type.responseFormat()).build();
    ChatResponse first = chat.apply(formed);
    Problems problems = new Problems();
    T value = read(first, problems);
    return value != null
        ? new StructuredResponse<>(value, first, null)
        : repair(formed, first, problems);
  }

  private StructuredResponse<T> repair(
      ChatRequest request, ChatResponse rejected, Problems problems) {
    ChatRequest correction;
    try {
      correction = correction(request, rejected, problems);
    } catch (InvalidRequestException e) { // An answer that was cut inside a character.
      throw invalid(rejected, problems);
    }
    ChatResponse second;
    try {
      second = chat.apply(correction);
    } catch (GatewayException e) {
      e.addSuppressed(invalid(rejected, problems)); // So that the first answer is not lost.
      throw e;
    }
    Problems left = new Problems();
    T value = read(second, left);
    if (value == null) {
      throw invalid(second, left);
    }
    return new StructuredResponse<>(value, second, rejected);
  }

  private static ChatRequest correction(
      ChatRequest request, ChatResponse rejected, Problems problems) {
    ChatRequest.Builder next = request.toBuilder();
    if (!rejected.text().isBlank()) { // An empty message is refused by some providers.
      next.message(rejected.message());
    }
    return next.user(
            "Your answer does not fit the required JSON schema:\n- "
                + String.join("\n- ", problems.forModel())
                + "\nAnswer again with the whole JSON object, corrected, and nothing else.")
        .build();
  }

  /**
   * The value; null if there are problems.
   *
   * @throws StructuredAnswerException if asking again cannot help
   */
  private @Nullable T read(ChatResponse response, Problems problems) {
    refuseWhatIsNoAnswer(response);
    T value = type.read(response.text(), problems);
    if (value != null && problems.size() == 0) {
      return value; // Whole, even if the model was stopped behind it.
    }
    switch (response.finishReason()) {
      case LENGTH -> throw unanswered(Reason.CUT_OFF, response);
      case PAUSED -> throw unanswered(Reason.PAUSED, response);
      default -> {
        return null;
      }
    }
  }

  private void refuseWhatIsNoAnswer(ChatResponse response) {
    String refusal = response.message().refusal();
    if (refusal != null) {
      throw StructuredAnswerException.unanswered(
          Reason.REFUSED, type.name(), refusal, response.requestId());
    }
    switch (response.finishReason()) {
      case CONTENT_FILTER -> throw unanswered(Reason.FILTERED, response);
      case TOOL_CALLS -> throw unanswered(Reason.ASKED_FOR_TOOLS, response);
      default -> {
        if (!response.toolCalls().isEmpty()) {
          throw unanswered(Reason.ASKED_FOR_TOOLS, response);
        }
      }
    }
  }

  private StructuredAnswerException unanswered(Reason reason, ChatResponse response) {
    return StructuredAnswerException.unanswered(
        reason, type.name(), response.text(), response.requestId());
  }

  private StructuredAnswerException invalid(ChatResponse response, Problems problems) {
    return StructuredAnswerException.invalid(
        type.name(), response.text(), problems.forPeople(), response.requestId());
  }
}
