package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.moderation.ModerationResponse;
import dev.gatewaysdk.moderation.ModerationResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judgements in OpenAI's form. For one request. */
final class Moderations extends QuestionReader<ModerationRequest.Builder> {
  private boolean any;

  private Moderations(byte[] body) {
    super(body);
  }

  static Question<ModerationResponse> question(byte[] body, @Nullable String endpoint) {
    Moderations reader = new Moderations(body);
    ModerationRequest.Builder builder = ModerationRequest.builder(reader.read(endpoint));
    if (!reader.any) {
      throw new InvalidRequestException("input", "is missing or empty");
    }
    ModerationRequest request = reader.filled(builder).build();
    return new Question<>(
        request,
        reader.dropped(),
        (response, created) -> ServerReply.json(200, judgement(response, request).bytes()),
        null);
  }

  @Override
  boolean field(String name) throws IOException {
    if (!name.equals("input")) {
      return false;
    }
    if (json().isArray()) {
      json().array(this::input);
    } else {
      input();
    }
    return true;
  }

  /** A text, or an object with a type. */
  private void input() throws IOException {
    any = true;
    String path = json().path();
    if (json().isText()) {
      text(ModerationRequest.Builder::text);
      return;
    }
    if (!json().isObject()) {
      throw json().expected("a string, or an object with a type");
    }
    Map<String, @Nullable Object> input = json().raw().toMap();
    if ("text".equals(input.get("type")) && input.get("text") instanceof String text) {
      later(request -> request.text(text));
    } else if ("image_url".equals(input.get("type"))
        && input.get("image_url") instanceof Map<?, ?> image
        && image.get("url") instanceof String url) {
      later(request -> request.image(url));
    } else {
      throw new InvalidRequestException(
          path, "must be of type text with a text, or image_url with an image_url.url");
    }
  }

  @Override
  void extra(ModerationRequest.Builder request, String name, RawJson value) {
    request.extra(name, value);
  }

  private static JsonBody judgement(ModerationResponse response, ModerationRequest request) {
    return json -> {
      String id = response.info().id();
      json.beginObject();
      json.name("id").value(id == null || id.isEmpty() ? "modr-" + response.requestId() : id);
      json.name("model").value(Answers.model(response, request));
      json.name("results").beginArray();
      for (ModerationResult result : response.results()) {
        result(json, result);
      }
      json.endArray().endObject();
    };
  }

  private static void result(JsonWriter json, ModerationResult result) throws IOException {
    json.beginObject().name("flagged").value(result.flagged()).name("categories").beginObject();
    for (Map.Entry<String, Boolean> category : result.categories().entrySet()) {
      json.name(category.getKey()).value(category.getValue());
    }
    json.endObject().name("category_scores").beginObject();
    for (Map.Entry<String, Double> score : result.scores().entrySet()) {
      json.name(score.getKey()).value(score.getValue());
    }
    json.endObject();
    if (!result.appliedInputTypes().isEmpty()) {
      json.name("category_applied_input_types").beginObject();
      for (Map.Entry<String, List<String>> applied : result.appliedInputTypes().entrySet()) {
        RawJson.of(applied.getValue()).write(json.name(applied.getKey()));
      }
      json.endObject();
    }
    json.endObject();
  }
}
