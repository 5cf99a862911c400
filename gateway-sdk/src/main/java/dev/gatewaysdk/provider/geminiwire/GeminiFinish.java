package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.chat.FinishReason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Google's reasons for stopping mean, as words and as the numbers of its integer format. A
 * failure never reads as a success. Source: the enums of both hosts, which share numbers up to 5.
 */
final class GeminiFinish {
  private static final Set<String> FILTERED =
      Set.of(
          "SAFETY",
          "RECITATION",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "MODEL_ARMOR",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION",
          "3",
          "4");
  private static final Set<String> FILTERED_BY_GEMINI = Set.of("7", "8", "9", "11");
  private static final Set<String> FILTERED_BY_VERTEX =
      Set.of("6", "7", "8", "10", "11", "12", "13");

  private GeminiFinish() {}

  /** Whether that word says nothing: what the enum has where nothing was set. */
  static boolean isUnset(@Nullable String word) {
    return word == null || word.equals("FINISH_REASON_UNSPECIFIED") || word.equals("0");
  }

  /**
   * @param calls whether the answer asks for functions, for which Google has no reason of its own
   */
  static FinishReason of(@Nullable String word, boolean calls, GeminiFlavor flavor) {
    if (word == null) {
      return FinishReason.OTHER;
    }
    return switch (word) {
      case "STOP", "1" -> calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "MAX_TOKENS", "2" -> FinishReason.LENGTH;
      default -> isFiltered(word, flavor) ? FinishReason.CONTENT_FILTER : FinishReason.OTHER;
    };
  }

  private static boolean isFiltered(String word, GeminiFlavor flavor) {
    Set<String> numbers = flavor == GeminiFlavor.VERTEX ? FILTERED_BY_VERTEX : FILTERED_BY_GEMINI;
    return FILTERED.contains(word) || numbers.contains(word);
  }
}
