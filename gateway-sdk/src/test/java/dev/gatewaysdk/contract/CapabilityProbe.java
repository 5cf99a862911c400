package dev.gatewaysdk.contract;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.OperationRequest;
import java.util.Base64;
import java.util.List;

/** Finds out what an adapter does with a request that asks for something, whatever it claims. */
public final class CapabilityProbe {
  /** What became of it. */
  public enum Outcome {
    /** It was sent as it was asked. */
    CARRIED,
    /** It was expressed by other means, and that was reported. */
    EMULATED,
    /** It was left out or changed, and that was reported. */
    CHANGED,
    /** It was refused before anything was sent, so that the next target may answer. */
    REFUSED
  }

  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5"
                  + "ErkJggg==");
  private static final String PDF = "data:application/pdf;base64,JVBERi0xLjQKJSVFT0YK";
  private static final byte[] SOUND = new byte[44];
  private static final RawJson SCHEMA =
      RawJson.parse(
          "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
              + "\"required\":[\"city\"],\"additionalProperties\":false}");
  private static final ToolDefinition TOOL =
      ToolDefinition.of("forecast", "Tells the weather", SCHEMA);
  private static final ToolDefinition OTHER_TOOL =
      ToolDefinition.of("capital", "Tells the capital", SCHEMA);

  private CapabilityProbe() {}

  /**
   * Asks for it.
   *
   * @param provider whose requests may fail, as long as they are made; what comes back is not read
   * @param model that could do it
   */
  public static Outcome of(Provider provider, Capability capability, String model) {
    boolean streamed = capability == Capability.STREAMING;
    return of(provider, request(capability, model), streamed, model);
  }

  /** Sends a request, whatever becomes of it, and finds out what the adapter did with it. */
  static Outcome of(Provider provider, OperationRequest request, boolean streamed, String model) {
    Attempt attempt = SmallRequests.attempt(request, streamed, model);
    try {
      provider.open(attempt).close();
    } catch (UnsupportedRequestException e) {
      return Outcome.REFUSED;
    } catch (ProviderException e) {
      // Of the answer. The request was written by then.
    }
    return outcome(attempt.trail().adjustments());
  }

  /** What a target demands beside is no matter: that was not asked for. */
  private static Outcome outcome(List<Adjustment> adjustments) {
    Outcome outcome = Outcome.CARRIED;
    for (Adjustment adjustment : adjustments) {
      if (adjustment.kind().loses()) {
        return Outcome.CHANGED;
      }
      if (adjustment.kind() == Adjustment.Kind.EMULATED) {
        outcome = Outcome.EMULATED;
      }
    }
    return outcome;
  }

  /** A request that makes use of it. */
  static OperationRequest request(Capability capability, String model) {
    if (capability.operation() != null) {
      return SmallRequests.of(capability.operation(), model);
    }
    ChatRequest.Builder chat = ChatRequest.builder("@" + SmallRequests.PROVIDER + "/" + model);
    return switch (capability) {
      case TOOLS -> history(chat.tool(TOOL)).build();
      case REQUIRED_TOOL ->
          ask(chat).tool(TOOL).tool(OTHER_TOOL).toolChoice(ToolChoice.REQUIRED).build();
      case NAMED_TOOL ->
          ask(chat).tool(TOOL).tool(OTHER_TOOL).toolChoice(ToolChoice.named(TOOL.name())).build();
      case ONE_TOOL_AT_A_TIME -> ask(chat).tool(TOOL).parallelToolCalls(false).build();
      case JSON_OBJECT -> ask(chat).responseFormat(ResponseFormat.JSON_OBJECT).build();
      case JSON_SCHEMA ->
          ask(chat).responseFormat(ResponseFormat.jsonSchema("place", SCHEMA)).build();
      case PICTURE_DATA -> shown(chat, ContentPart.Image.of(PIXEL, "image/png"));
      case PICTURE_URL -> shown(chat, ContentPart.Image.of("https://example.com/a.png"));
      case PDF_DATA -> shown(chat, new ContentPart.File(PDF, null)); // Not every wire takes names.
      case FILE_URL -> shown(chat, ContentPart.File.ofUrl("https://example.com/a.pdf"));
      case SOUND_INPUT -> shown(chat, ContentPart.Audio.of(SOUND, "wav"));
      case PROMPT_CACHE -> shown(chat, CacheMark.DEFAULT);
      default -> setting(capability, ask(chat)).build();
    };
  }

  /** The request that makes use of a part of chat, but without that part, to compare. */
  static ChatRequest without(Capability capability, String model) {
    ChatRequest.Builder chat = ChatRequest.builder("@" + SmallRequests.PROVIDER + "/" + model);
    return switch (capability) {
      case REQUIRED_TOOL, NAMED_TOOL -> ask(chat).tool(TOOL).tool(OTHER_TOOL).build();
      case ONE_TOOL_AT_A_TIME -> ask(chat).tool(TOOL).build();
      case PICTURE_DATA, PICTURE_URL, PDF_DATA, FILE_URL, SOUND_INPUT, PROMPT_CACHE ->
          chat.message(ChatMessage.user(List.of(new ContentPart.Text("See:")))).build();
      default -> ask(chat).build();
    };
  }

  /** Words that have to be in what is sent, whatever the wire. */
  static List<String> words(Capability capability) {
    return switch (capability) {
      case TOOLS -> List.of(TOOL.name(), "Tells the weather", "city", "Bern", "degrees");
      case NAMED_TOOL -> List.of(TOOL.name(), OTHER_TOOL.name());
      case JSON_SCHEMA -> List.of("city");
      case END_USER -> List.of("user-1");
      case STOP_SEQUENCES -> List.of("END");
      default -> List.of();
    };
  }

  private static ChatRequest.Builder setting(Capability capability, ChatRequest.Builder chat) {
    return switch (capability) {
      case REASONING_EFFORT -> chat.reasoningEffort("high");
      case SEVERAL_CHOICES -> chat.choices(2);
      case SEED -> chat.seed(7);
      case LOGPROBS -> chat.logprobs(true);
      case TOP_K -> chat.topK(40);
      case PENALTIES -> chat.frequencyPenalty(0.5).presencePenalty(0.5);
      case STOP_SEQUENCES -> chat.stop("END");
      case END_USER -> chat.endUser("user-1");
      case STREAMING -> chat;
      default -> throw new IllegalArgumentException("no request asks for " + capability);
    };
  }

  private static ChatRequest.Builder ask(ChatRequest.Builder chat) {
    return chat.user("How is the weather in Bern?");
  }

  private static ChatRequest.Builder history(ChatRequest.Builder chat) {
    ContentPart call = ContentPart.ToolCall.of("a1b2c3d4e", TOOL.name(), "{\"city\":\"Bern\"}");
    return ask(chat)
        .message(ChatMessage.assistant(List.of(call)))
        .toolResult("a1b2c3d4e", "{\"degrees\":18}");
  }

  private static ChatRequest shown(ChatRequest.Builder chat, ContentPart part) {
    return chat.message(ChatMessage.user(List.of(new ContentPart.Text("See:"), part))).build();
  }
}
