package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.EmbeddingInputs;
import dev.gatewaysdk.provider.LinkedMedia;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.reply.ModelInput;
import java.io.IOException;

/**
 * Writes what is to be embedded where pictures are among it, which OpenAI has no form for, in the
 * form of each host that has one. Sources: the references of Jina, Voyage, OpenRouter and Azure's
 * model inference.
 */
final class OpenAiPictures {
  private static final String INPUT = "input";
  private static final String IMAGE_URL = "image_url";
  private static final String TEXT = "text";

  private OpenAiPictures() {}

  /** Where the request goes, in OpenAI's words if the host has none of its own. */
  static String path(EmbeddingRequest request, WireFlavor flavor, String model) {
    if (isVoyages(request, flavor, model)) {
      return "multimodalembeddings";
    }
    boolean pictures = EmbeddingInputs.hasPictures(request);
    return pictures && flavor.isFoundry() ? "images/embeddings" : "embeddings";
  }

  /** Whether the request has another form than one for texts only. */
  static boolean areIn(EmbeddingRequest request, WireFlavor flavor, String model) {
    return EmbeddingInputs.hasPictures(request) || isVoyages(request, flavor, model);
  }

  /** Voyage's models that read pictures take texts only there, too. */
  private static boolean isVoyages(EmbeddingRequest request, WireFlavor flavor, String model) {
    return flavor.isVoyage()
        && (model.contains("multimodal") || EmbeddingInputs.hasPictures(request));
  }

  /**
   * @throws UnsupportedRequestException if the host takes no pictures, or none of these
   */
  static void write(RequestFields fields, EmbeddingRequest request, WireFlavor flavor)
      throws IOException {
    JsonWriter json = fields.name(flavor.isVoyage() ? "inputs" : INPUT).beginArray();
    for (ModelInput input : request.inputs()) {
      if (input instanceof ModelInput.Tokens) {
        throw unsupported("the host takes no tokens beside pictures: send the text itself");
      }
      json.beginObject();
      if (flavor.isJina()) {
        ofJina(json, input);
      } else if (flavor.isFoundry()) {
        ofFoundry(json, input);
      } else if (flavor.isVoyage() || flavor.isOpenRouter()) {
        json.name("content").beginArray().beginObject();
        content(json, input, flavor);
        json.endObject().endArray();
      } else {
        throw unsupported("the host embeds no pictures (IMAGE), as far as is known");
      }
      json.endObject();
    }
    json.endArray();
  }

  private static void ofJina(JsonWriter json, ModelInput input) throws IOException {
    if (input instanceof ModelInput.Image image) {
      String url = image.url();
      json.name("image").value(image.isInline() ? url.substring(url.indexOf(',') + 1) : url);
    } else if (input instanceof ModelInput.Text text) {
      json.name(TEXT).value(text.text());
    }
  }

  private static void ofFoundry(JsonWriter json, ModelInput input) throws IOException {
    if (!(input instanceof ModelInput.Image image)) {
      throw unsupported("the host embeds texts and pictures apart: send a request for each");
    }
    if (!image.isInline()) {
      throw unsupported(
          "the host fetches no pictures: send it as data:image/…;base64,…, "
              + LinkedMedia.HOW_TO_FETCH);
    }
    json.name("image").value(image.url());
  }

  private static void content(JsonWriter json, ModelInput input, WireFlavor flavor)
      throws IOException {
    if (input instanceof ModelInput.Text text) {
      json.name("type").value(TEXT).name(TEXT).value(text.text());
    } else if (input instanceof ModelInput.Image image && flavor.isVoyage()) {
      String type = image.isInline() ? "image_base64" : IMAGE_URL;
      json.name("type").value(type).name(type).value(image.url());
    } else if (input instanceof ModelInput.Image image) {
      json.name("type").value(IMAGE_URL).name(IMAGE_URL).beginObject();
      json.name("url").value(image.url()).endObject();
    }
  }

  private static UnsupportedRequestException unsupported(String why) {
    return new UnsupportedRequestException(INPUT, why);
  }
}
