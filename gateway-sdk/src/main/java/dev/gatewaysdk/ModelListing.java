package dev.gatewaysdk;

import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.catalog.ListModelsResponse;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.catalog.ModelCatalog;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.internal.Settings;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gathers what requests may name. */
final class ModelListing {
  private ModelListing() {}

  /**
   * @param ask lists the models of one provider, by a call like any other
   */
  static ModelCatalog of(
      Settings settings,
      List<Endpoint> endpoints,
      Function<ListModelsRequest, ListModelsResponse> ask) {
    List<ListedModel> models = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      models.add(new ListedModel(endpoint.name(), ModelCatalog.GATEWAY, null));
    }
    Map<String, GatewayException> failures = new LinkedHashMap<>();
    for (Map.Entry<String, Provider> entry : settings.providers().entrySet()) {
      String provider = entry.getKey();
      if (settings.withoutDirectAccess().contains(provider)
          || !entry.getValue().supports(Operation.MODELS)) {
        continue;
      }
      try {
        for (ListedModel model : ask.apply(ListModelsRequest.of(provider)).models()) {
          String name = "@" + provider + "/" + model.id();
          models.add(new ListedModel(name, model.ownedBy(), model.created()));
        }
      } catch (CallCancelledException | ClientClosedException e) {
        throw e;
      } catch (GatewayException e) {
        failures.put(provider, e);
      }
    }
    return new ModelCatalog(models, failures);
  }
}
