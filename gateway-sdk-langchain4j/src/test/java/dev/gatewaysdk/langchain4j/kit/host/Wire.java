package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A provider's API with its chat. */
interface Wire extends Api {
  String chatPath();

  Question read(JsonNode request);

  JsonNode whole(Question question, Answer answer);

  /** The answer as events of a stream, each as it stands in the body. */
  List<String> streamed(Question question, Answer answer);
}
