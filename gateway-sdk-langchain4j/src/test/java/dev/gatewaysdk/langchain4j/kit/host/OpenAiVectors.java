package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** OpenAI's embeddings, in numbers or in base64. */
final class OpenAiVectors {
  private OpenAiVectors() {}

  static JsonNode answer(JsonNode request) {
    Refusal.unless(!request.has("input_type"), "Unrecognized request argument: input_type");
    List<String> inputs = new ArrayList<>();
    JsonNode input = request.path("input");
    if (input.isTextual()) {
      inputs.add(input.asText());
    }
    for (JsonNode text : input) {
      Refusal.unless(text.isTextual(), "input must be text");
      inputs.add(text.asText());
    }
    int dimensions = request.path("dimensions").asInt(1536);
    boolean base64 = request.path("encoding_format").asText().equals("base64");
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
    body.set("model", request.get("model"));
    int tokens = 0;
    for (int i = 0; i < inputs.size(); i++) {
      ObjectNode item = body.withArray("data").addObject();
      item.put("object", "embedding").put("index", i);
      List<Float> vector = Vectors.of(inputs.get(i), dimensions);
      if (base64) {
        item.put("embedding", encoded(vector));
      } else {
        vector.forEach(item.withArray("embedding")::add);
      }
      tokens += Tokens.of(inputs.get(i)).size();
    }
    body.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return body;
  }

  private static String encoded(List<Float> vector) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.size()).order(ByteOrder.LITTLE_ENDIAN);
    vector.forEach(bytes::putFloat);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
