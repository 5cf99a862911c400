package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.util.List;

/** OpenAI's Chat Completions. */
final class OpenAiWire implements Wire {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public String chatPath() {
    return "/v1/chat/completions";
  }

  @Override
  public void authenticate(Headers headers, String key) {
    if (!("Bearer " + key).equals(headers.getFirst("Authorization"))) {
      throw Refusal.unauthorized();
    }
  }

  @Override
  public Question read(JsonNode request) {
    return new OpenAiQuestion(request).read();
  }

  @Override
  public JsonNode whole(Question question, Answer answer) {
    return OpenAiAnswer.whole(question, answer);
  }

  @Override
  public List<String> streamed(Question question, Answer answer) {
    return OpenAiAnswer.streamed(question, answer);
  }

  @Override
  public JsonNode refused(Refusal refusal) {
    ObjectNode body = JSON.objectNode();
    body.putObject("error")
        .put("message", refusal.getMessage())
        .put("type", refusal.type())
        .putNull("code");
    return body;
  }

  @Override
  public JsonNode answer(String path, JsonNode request, List<String> models) {
    return switch (path) {
      case "/v1/models" -> models(models);
      case "/v1/embeddings" -> OpenAiVectors.answer(request);
      case "/v1/moderations" -> OpenAiModeration.answer(request);
      default -> Wire.super.answer(path, request, models);
    };
  }

  private static JsonNode models(List<String> models) {
    ObjectNode body = JSON.objectNode().put("object", "list");
    for (String model : models) {
      body.withArray("data")
          .addObject()
          .put("id", model)
          .put("object", "model")
          .put("created", 1_700_000_000)
          .put("owned_by", "system");
    }
    return body;
  }
}
