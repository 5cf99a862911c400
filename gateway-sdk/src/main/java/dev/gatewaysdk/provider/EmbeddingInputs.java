package dev.gatewaysdk.provider;

import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.ModelInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What embedding models of other makers than OpenAI take of a request in OpenAI's words. */
public final class EmbeddingInputs {
  private EmbeddingInputs() {}

  /**
   * The texts to embed.
   *
   * @param host for the message
   * @throws UnsupportedRequestException if there are pictures, or tokens, which are OpenAI's own
   */
  public static List<String> texts(EmbeddingRequest request, String host) {
    List<String> texts = new ArrayList<>(request.inputs().size());
    for (ModelInput input : request.inputs()) {
      if (input instanceof ModelInput.Image) {
        throw new UnsupportedRequestException("input", host + " takes no pictures to embed here");
      }
      if (!(input instanceof ModelInput.Text text)) {
        throw new UnsupportedRequestException(
            "input", host + " takes texts, and no lists of tokens: send the text itself");
      }
      texts.add(text.text());
    }
    return texts;
  }

  /**
   * The text to embed.
   *
   * @param model for the message
   * @throws UnsupportedRequestException if there are several, or tokens
   */
  public static String text(EmbeddingRequest request, String model, String host) {
    List<String> texts = texts(request, host);
    if (texts.size() > 1) {
      throw new UnsupportedRequestException(
          "input",
          "has "
              + texts.size()
              + " texts, and "
              + model
              + " takes one at a time: send a request for each");
    }
    return texts.get(0);
  }

  /** Whether there is a picture among what is to be embedded. */
  public static boolean hasPictures(EmbeddingRequest request) {
    return request.inputs().stream().anyMatch(ModelInput.Image.class::isInstance);
  }

  /** Reports that no end user is named, if one was to be. */
  public static void dropEndUser(EmbeddingRequest request, Attempt attempt) {
    if (request.endUser() != null) {
      attempt.adjusted(
          new Adjustment(Adjustment.Kind.DROPPED, "user", "the host takes no id of the end user"));
    }
  }

  /** The extras without OpenAI's form of vectors, which is no matter to who reads floats anyway. */
  public static Map<String, RawJson> extras(EmbeddingRequest request) {
    Map<String, RawJson> extras = new LinkedHashMap<>(request.extras());
    extras.remove("encoding_format");
    return extras;
  }
}
