package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.util.ArrayList;
import java.util.List;

/** Cohere's embeddings: other vectors for questions than for documents, of pictures as well. */
final class CohereApi implements Api {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public void authenticate(Headers headers, String key) {
    if (!("Bearer " + key).equals(headers.getFirst("Authorization"))) {
      throw Refusal.unauthorized();
    }
  }

  @Override
  public JsonNode refused(Refusal refusal) {
    return JSON.objectNode().put("message", refusal.getMessage());
  }

  @Override
  public JsonNode answer(String path, JsonNode request, List<String> models) {
    if (!path.equals("/v2/embed")) {
      return Api.super.answer(path, request, models);
    }
    String purpose = request.path("input_type").asText();
    Refusal.unless(
        List.of("search_document", "search_query").contains(purpose), "input_type: " + purpose);
    ObjectNode body = JSON.objectNode().put("id", "embed-1");
    ArrayNode vectors = body.putObject("embeddings").putArray("float");
    int tokens = 0;
    for (String content : contents(request)) {
      ArrayNode vector = vectors.addArray();
      Vectors.of(purpose + content, request.path("output_dimension").asInt(1536))
          .forEach(vector::add);
      tokens += Tokens.of(content).size();
    }
    body.putObject("meta").putObject("billed_units").put("input_tokens", tokens);
    return body;
  }

  private static List<String> contents(JsonNode request) {
    List<String> contents = new ArrayList<>();
    request.path("texts").forEach(text -> contents.add(text.asText()));
    for (JsonNode input : request.path("inputs")) {
      StringBuilder content = new StringBuilder();
      for (JsonNode part : input.path("content")) {
        content.append(
            part.path("type").asText().equals("image_url")
                ? Pictures.linked(part.path("image_url").path("url").asText())
                : part.path("text").asText());
      }
      contents.add(content.toString());
    }
    return contents;
  }
}
