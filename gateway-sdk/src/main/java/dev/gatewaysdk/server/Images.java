package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.image.ImagesDescribed;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pictures in OpenAI's form. For one request. */
final class Images extends QuestionReader<ImageRequest.Builder> {
  private @Nullable String prompt;

  private Images(byte[] body) {
    super(body);
  }

  static Question<ImageResponse> question(byte[] body, @Nullable String endpoint) {
    Images reader = new Images(body);
    String model = reader.read(endpoint);
    ImageRequest.Builder builder = ImageRequest.builder(model, required("prompt", reader.prompt));
    return new Question<>(
        reader.filled(builder).build(),
        reader.dropped(),
        (response, created) -> ServerReply.json(200, list(response, created).bytes()),
        null);
  }

  @Override
  boolean field(String name) throws IOException {
    switch (name) {
      case "prompt" -> prompt = json().text();
      case "n" -> whole(ImageRequest.Builder::count);
      case "size" -> text(ImageRequest.Builder::size);
      case "quality" -> text(ImageRequest.Builder::quality);
      case "style" -> text(ImageRequest.Builder::style);
      case "background" -> text(ImageRequest.Builder::background);
      case "output_format" -> oneOf(ImageRequest.Format.class, ImageRequest.Builder::format);
      case "output_compression" -> whole(ImageRequest.Builder::compression);
      case "response_format" -> form(json().path(), json().text());
      case "user" -> filledText(ImageRequest.Builder::endUser);
      case "stream" -> notStreamed(json().path(), json().flag());
      case "partial_images" -> notStreamed(json().path(), json().whole() != 0);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void form(@Nullable String path, String written) {
    ImageRequest.Form form =
        switch (written) {
          case "url" -> ImageRequest.Form.URL;
          case "b64_json" -> ImageRequest.Form.BYTES;
          default -> throw new InvalidRequestException(path, "must be one of [url, b64_json]");
        };
    later(request -> request.form(form));
  }

  private static void notStreamed(@Nullable String path, boolean wanted) {
    if (wanted) {
      throw new InvalidRequestException(path, "cannot be had: pictures come whole; leave it out");
    }
  }

  @Override
  void extra(ImageRequest.Builder request, String name, RawJson value) {
    request.extra(name, value);
  }

  private static JsonBody list(ImageResponse response, long created) {
    return json -> {
      json.beginObject().name("created").value(created).name("data").beginArray();
      for (GeneratedImage image : response.images()) {
        json.beginObject();
        byte[] bytes = image.bytes();
        if (bytes != null) {
          json.name("b64_json").value(Base64.getEncoder().encodeToString(bytes));
        } else {
          json.name("url").value(image.url());
        }
        if (image.revisedPrompt() != null) {
          json.name("revised_prompt").value(image.revisedPrompt());
        }
        json.endObject();
      }
      json.endArray();
      ImagesDescribed described = response.described();
      if (described != null) {
        word(json, "size", described.size());
        word(json, "quality", described.quality());
        word(json, "background", described.background());
        word(json, "output_format", described.format());
      }
      usage(json, response);
      json.endObject();
    };
  }

  private static void word(JsonWriter json, String name, @Nullable String word) throws IOException {
    if (word != null) {
      json.name(name).value(word);
    }
  }

  /** As the provider gave it, if it did so in OpenAI's words. */
  private static void usage(JsonWriter json, ImageResponse response) throws IOException {
    TokenUsage usage = response.usage();
    RawJson raw = response.rawUsage();
    if (usage == null) {
      return;
    }
    json.name("usage");
    if (raw != null && raw.toJava() instanceof Map<?, ?> own && own.containsKey("input_tokens")) {
      raw.write(json);
      return;
    }
    json.beginObject().name("input_tokens").value(usage.inputTokens());
    json.name("output_tokens").value(usage.outputTokens());
    json.name("total_tokens").value(usage.totalTokens()).endObject();
  }
}
