package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.json.RawJson;
import java.util.Set;

/**
 * The parts of an answer that are passed on as they came: fields of the message that stand beside
 * its content.
 */
final class OpenAiBlocks {
  /** Citations. */
  static final String ANNOTATIONS = "annotations";

  /** The tools that Groq's compound systems ran. */
  static final String EXECUTED_TOOLS = "executed_tools";

  /** Pictures that a model has made, at OpenRouter. */
  static final String IMAGES = "images";

  /** What Azure found in one's own data. */
  static final String CONTEXT = "context";

  private static final Set<String> OF_REPLIES =
      Set.of(ANNOTATIONS, EXECUTED_TOOLS, IMAGES, CONTEXT);

  private OpenAiBlocks() {}

  /** Whether no request can take it back. */
  static boolean isOfReplies(ProviderBlock block) {
    return OF_REPLIES.contains(block.type());
  }

  /** Whether it says nothing: null, an empty text, list or object. */
  static boolean isEmpty(RawJson json) {
    String text = json.text().strip();
    return text.equals("null")
        || text.length() >= 2 && text.substring(1, text.length() - 1).isBlank();
  }
}
