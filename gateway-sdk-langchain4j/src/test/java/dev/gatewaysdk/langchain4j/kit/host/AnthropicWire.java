package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.util.List;

/** Anthropic's Messages. */
final class AnthropicWire implements Wire {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public String chatPath() {
    return "/v1/messages";
  }

  @Override
  public void authenticate(Headers headers, String key) {
    if (!key.equals(headers.getFirst("x-api-key"))) {
      throw Refusal.unauthorized();
    }
    Refusal.unless(headers.containsKey("anthropic-version"), "anthropic-version is missing");
  }

  @Override
  public Question read(JsonNode request) {
    return new AnthropicQuestion(request).read();
  }

  @Override
  public JsonNode whole(Question question, Answer answer) {
    return AnthropicAnswer.whole(question, answer);
  }

  @Override
  public List<String> streamed(Question question, Answer answer) {
    return AnthropicAnswer.streamed(question, answer);
  }

  @Override
  public JsonNode refused(Refusal refusal) {
    ObjectNode body = JSON.objectNode().put("type", "error");
    body.putObject("error").put("type", refusal.type()).put("message", refusal.getMessage());
    return body;
  }
}
