package dev.gatewaysdk.internal.stream;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.moderation.ModerationInput;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.ReplyEvent;

/**
 * Pictures, sound, video and documents, which some models bill otherwise than text. What nobody can
 * tell to be text counts as one of them: no cost is better than a wrong one.
 */
public final class BilledApart {
  /** What a provider's own block of that kind holds. */
  private static final String DATA = "inlineData";

  private BilledApart() {}

  /** Whether the model reads any, or makes any by the nature of the operation. */
  public static boolean isIn(OperationRequest request) {
    return switch (request.operation()) {
      case CHAT -> request instanceof ChatRequest chat && isInChat(chat);
      case EMBEDDING ->
          request instanceof EmbeddingRequest embedding
              && embedding.inputs().stream().anyMatch(ModelInput.Image.class::isInstance);
      case MODERATION ->
          request instanceof ModerationRequest moderation
              && moderation.inputs().stream().anyMatch(ModerationInput.Image.class::isInstance);
      case IMAGE, SPEECH, TRANSCRIPTION -> true;
      case COMPLETION, RERANK, MODELS -> false;
    };
  }

  private static boolean isInChat(ChatRequest request) {
    for (ChatMessage message : request.messages()) {
      for (ContentPart part : message.parts()) {
        if (isMedium(part)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isMedium(ContentPart part) {
    if (part instanceof ContentPart.File file) {
      return !file.source().startsWith("data:text/");
    }
    return part instanceof ContentPart.Image
        || part instanceof ContentPart.Audio
        || part instanceof ContentPart.SpokenAnswer
        || (part instanceof ContentPart.ProviderBlock block && block.type().equals(DATA));
  }

  /** Whether the model has answered in one. */
  static boolean isIn(ReplyEvent event) {
    return event instanceof ChatEvent.AudioDelta
        || (event instanceof ChatEvent.BlockAdded added && added.block().type().equals(DATA));
  }
}
