package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import java.util.List;

/** How a provider's API says things over HTTP. */
interface Wire {
  String chatPath();

  void authenticate(Headers headers, String key);

  Question read(JsonNode request);

  JsonNode whole(Question question, Answer answer);

  /** The answer as events of a stream, each as it stands in the body. */
  List<String> streamed(Question question, Answer answer);

  JsonNode refused(Refusal refusal);

  JsonNode models(List<String> models);
}
