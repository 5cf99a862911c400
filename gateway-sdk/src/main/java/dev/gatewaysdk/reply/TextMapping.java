package dev.gatewaysdk.reply;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the texts of a request.
 *
 * @param texts given the place of a text, such as {@code documents[2]}, and the text; gives the
 *     text as it should be
 */
public record TextMapping(BinaryOperator<String> texts) {
  /** A text. */
  public String text(String place, String text) {
    return texts.apply(place, text);
  }

  /** A text that may be missing. */
  public @Nullable String optional(String place, @Nullable String text) {
    return text == null ? null : text(place, text);
  }

  /** Several texts. */
  public List<String> list(String place, List<String> list) {
    List<String> mapped = new ArrayList<>(list.size());
    for (String text : list) {
      mapped.add(text(place + "[" + mapped.size() + "]", text));
    }
    return mapped;
  }

  /**
   * What a model reads.
   *
   * @throws InvalidRequestException if some of it is in tokens, which nobody can look at
   */
  public List<ModelInput> inputs(String place, List<ModelInput> inputs) {
    List<ModelInput> mapped = new ArrayList<>(inputs.size());
    for (ModelInput input : inputs) {
      String where = place + "[" + mapped.size() + "]";
      if (input instanceof ModelInput.Image) {
        mapped.add(input); // It has no text, like the pictures of a chat.
        continue;
      }
      if (!(input instanceof ModelInput.Text text)) {
        throw new InvalidRequestException(
            where, "is in tokens, which a guardrail cannot look at: send the text");
      }
      mapped.add(new ModelInput.Text(text(where, text.text())));
    }
    return mapped;
  }

  /** The texts within JSON that is passed through. */
  public Map<String, RawJson> extras(Map<String, RawJson> extras) {
    Map<String, RawJson> mapped = new LinkedHashMap<>();
    extras.forEach((name, json) -> mapped.put(name, json.mapTexts(text -> text(name, text))));
    return mapped;
  }
}
