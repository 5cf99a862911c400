package dev.gatewaysdk.catalog;

import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.TextMapping;

/**
 * A request for the models that a provider has.
 *
 * @param model {@code @provider/*}, for all models of that provider
 */
public record ListModelsRequest(String model) implements RequestFor<ListModelsResponse> {
  /** What stands in the place of a model. */
  public static final String ALL = "*";

  public ListModelsRequest {
    Names.require("model", model);
  }

  /** Asks that provider. */
  public static ListModelsRequest of(String provider) {
    return new ListModelsRequest("@" + provider + "/" + ALL);
  }

  @Override
  public Operation operation() {
    return Operation.MODELS;
  }

  @Override
  public ListModelsCollector collector() {
    return new ListModelsCollector();
  }

  /** It has none. */
  @Override
  public ListModelsRequest mapTexts(TextMapping texts) {
    return this;
  }
}
