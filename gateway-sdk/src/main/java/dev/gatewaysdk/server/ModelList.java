package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Endpoints;
import dev.gatewaysdk.error.ModelNotFoundException;
import dev.gatewaysdk.json.JsonBody;
import java.io.IOException;

/**
 * The endpoints as OpenAI lists models.
 *
 * @param created seconds since 1970; one for all, since endpoints do not say
 */
record ModelList(Endpoints endpoints, long created) {
  static final JsonBody HEALTHY = json -> json.beginObject().name("status").value("ok").endObject();

  JsonBody all() {
    return json -> {
      json.beginObject().name("object").value("list").name("data").beginArray();
      for (Endpoint endpoint : endpoints.list()) {
        model(json, endpoint);
      }
      json.endArray().endObject();
    };
  }

  /**
   * @throws ModelNotFoundException if there is no endpoint of that name
   */
  JsonBody one(String name) {
    Endpoint endpoint =
        endpoints
            .find(name)
            .orElseThrow(
                () ->
                    ModelNotFoundException.unknownEndpoint(
                        name, endpoints.list().stream().map(Endpoint::name).toList()));
    return json -> model(json, endpoint);
  }

  private void model(JsonWriter json, Endpoint endpoint) throws IOException {
    json.beginObject().name("id").value(endpoint.name()).name("object").value("model");
    json.name("created").value(created).name("owned_by").value("gateway").endObject();
  }
}
