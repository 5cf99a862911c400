package dev.gatewaysdk.provider;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.reply.Adjustment;
import java.util.Locale;
import java.util.Set;

/**
 * Lets nothing get lost in silence that a request asks for and an adapter does not claim, so that
 * an adapter only has to write what it does claim.
 *
 * <p>Tools, pictures, sound and files are refused, for an answer without them would be about
 * something else; settings are reported as dropped. Of speakers' names, temperature, {@code topP}
 * and the limit on tokens there is no {@link Capability}: those each adapter sees to by itself.
 */
public final class Unclaimed {
  private final Set<Capability> claimed;
  private final Attempt attempt;

  private Unclaimed(Attempt attempt, Set<Capability> claimed) {
    this.claimed = claimed;
    this.attempt = attempt;
  }

  /**
   * Looks through a request; to be called before anything is written.
   *
   * @param attempt takes the adjustments
   * @param claimed what the adapter writes of the request
   * @throws UnsupportedRequestException if the request cannot be understood without something that
   *     is not claimed, or its endpoint is strict
   */
  public static void report(ChatRequest request, Attempt attempt, Set<Capability> claimed) {
    Unclaimed unclaimed = new Unclaimed(attempt, claimed);
    unclaimed.refuse(
        !request.tools().isEmpty() || !request.providerTools().isEmpty(),
        Capability.TOOLS,
        "tools");
    for (int i = 0; i < request.messages().size(); i++) {
      unclaimed.message("messages[" + i + "].content", request.messages().get(i));
    }
    unclaimed.ofTools(request);
    unclaimed.settings(request);
  }

  private void message(String place, ChatMessage message) {
    refuse(message.toolCallId() != null, Capability.TOOLS, place);
    for (ContentPart part : message.parts()) {
      if (part instanceof ContentPart.Image image) {
        boolean inline = image.url().startsWith("data:");
        refuse(true, inline ? Capability.PICTURE_DATA : Capability.PICTURE_URL, place);
      } else if (part instanceof ContentPart.File file) {
        refuse(true, file.isInline() ? Capability.PDF_DATA : Capability.FILE_URL, place);
      } else if (part instanceof ContentPart.Audio) {
        refuse(true, Capability.SOUND_INPUT, place);
      } else if (part instanceof ContentPart.ToolCall) {
        refuse(true, Capability.TOOLS, place);
      } else if (part instanceof CacheMark) {
        drop(true, Capability.PROMPT_CACHE, "cache_control");
      }
    }
  }

  private void ofTools(ChatRequest request) {
    ToolChoice choice = request.toolChoice();
    ToolChoice.Mode mode = choice == null ? ToolChoice.Mode.AUTO : choice.mode();
    drop(mode == ToolChoice.Mode.REQUIRED, Capability.REQUIRED_TOOL, "tool_choice");
    drop(mode == ToolChoice.Mode.NAMED, Capability.NAMED_TOOL, "tool_choice");
    boolean single = Boolean.FALSE.equals(request.parallelToolCalls());
    drop(single, Capability.ONE_TOOL_AT_A_TIME, "parallel_tool_calls");
  }

  private void settings(ChatRequest request) {
    ResponseFormat format = request.responseFormat();
    ResponseFormat.Type type = format == null ? ResponseFormat.Type.TEXT : format.type();
    drop(type == ResponseFormat.Type.JSON_OBJECT, Capability.JSON_OBJECT, "response_format");
    drop(type == ResponseFormat.Type.JSON_SCHEMA, Capability.JSON_SCHEMA, "response_format");
    drop(request.reasoningEffort() != null, Capability.REASONING_EFFORT, "reasoning_effort");
    Integer choices = request.choices();
    drop(choices != null && choices > 1, Capability.SEVERAL_CHOICES, "n");
    drop(request.seed() != null, Capability.SEED, "seed");
    drop(
        Boolean.TRUE.equals(request.logprobs()) || request.topLogprobs() != null,
        Capability.LOGPROBS,
        "logprobs");
    drop(request.topK() != null, Capability.TOP_K, "top_k");
    drop(request.frequencyPenalty() != null, Capability.PENALTIES, "frequency_penalty");
    drop(request.presencePenalty() != null, Capability.PENALTIES, "presence_penalty");
    drop(!request.stop().isEmpty(), Capability.STOP_SEQUENCES, "stop");
    drop(request.endUser() != null, Capability.END_USER, "user");
  }

  private void refuse(boolean asked, Capability capability, String place) {
    if (asked && !claimed.contains(capability)) {
      throw new UnsupportedRequestException(
          place,
          attempt.target().name()
              + " cannot take "
              + words(capability)
              + ": ask an endpoint that has a target which can");
    }
  }

  private void drop(boolean asked, Capability capability, String subject) {
    if (asked && !claimed.contains(capability)) {
      attempt.adjusted(
          new Adjustment(
              Adjustment.Kind.DROPPED, subject, "the provider cannot do " + words(capability)));
    }
  }

  private static String words(Capability capability) {
    return capability.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
