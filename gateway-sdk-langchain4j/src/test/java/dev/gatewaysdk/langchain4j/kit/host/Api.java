package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import java.util.List;

/** A provider's API over HTTP, but for chat. */
interface Api {
  void authenticate(Headers headers, String key);

  JsonNode refused(Refusal refusal);

  /**
   * Answers what is no chat.
   *
   * @param request what was posted; a missing node if nothing was
   * @param models those that the host has
   */
  default JsonNode answer(String path, JsonNode request, List<String> models) {
    throw Refusal.notFound("nothing is at " + path);
  }
}
