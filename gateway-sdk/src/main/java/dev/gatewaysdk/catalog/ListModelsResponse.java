package dev.gatewaysdk.catalog;

import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.List;

/**
 * The models that a provider has.
 *
 * @param models in the provider's order; unmodifiable, may be empty
 * @param info how it came about
 */
public record ListModelsResponse(List<ListedModel> models, ResponseInfo info) implements Response {
  public ListModelsResponse {
    models = List.copyOf(models);
  }
}
