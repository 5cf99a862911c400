package dev.gatewaysdk;

import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.catalog.ListModelsResponse;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.catalog.ModelCatalog;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.internal.Settings;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Gathers what requests may name.
 *
 * @param ask lists the models of one provider, by a call like any other
 * @param patience how long all of them have
 */
record ModelListing(
    Function<ListModelsRequest, CompletableFuture<ListModelsResponse>> ask, Duration patience) {

  ModelCatalog of(Settings settings, List<Endpoint> endpoints) {
    Map<String, CompletableFuture<ListModelsResponse>> asked = new LinkedHashMap<>();
    for (Map.Entry<String, Provider> entry : settings.providers().entrySet()) {
      String provider = entry.getKey();
      if (!settings.withoutDirectAccess().contains(provider)
          && entry.getValue().supports(Operation.MODELS)) {
        asked.put(provider, ask.apply(ListModelsRequest.of(provider)));
      }
    }
    try {
      await(CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new)));
    } finally {
      asked.values().forEach(answer -> answer.cancel(true)); // Those that are not there yet.
    }
    return gathered(endpoints, asked);
  }

  private void await(CompletableFuture<Void> all) {
    try {
      all.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // Said of each.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException("interrupted while listing models", e);
    }
  }

  private ModelCatalog gathered(
      List<Endpoint> endpoints, Map<String, CompletableFuture<ListModelsResponse>> asked) {
    List<ListedModel> models = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      models.add(new ListedModel(endpoint.name(), ModelCatalog.GATEWAY, null));
    }
    Map<String, GatewayException> failures = new LinkedHashMap<>();
    asked.forEach(
        (provider, answer) -> {
          try {
            for (ListedModel model : answer.join().models()) {
              String name = "@" + provider + "/" + model.id();
              models.add(new ListedModel(name, model.ownedBy(), model.created()));
            }
          } catch (CancellationException e) {
            failures.put(provider, late());
          } catch (CompletionException e) {
            failures.put(provider, failure(e));
          }
        });
    return new ModelCatalog(models, failures);
  }

  private ProviderException late() {
    String message = "did not list its models within " + patience.toMillis() + " ms";
    return ProviderException.builder(FailureKind.TIMEOUT, message).build();
  }

  private static GatewayException failure(CompletionException e) {
    Throwable cause = e.getCause();
    boolean closed =
        cause instanceof ClientClosedException || cause instanceof CallCancelledException;
    if (closed || !(cause instanceof GatewayException failure)) {
      throw cause instanceof RuntimeException unchecked ? unchecked : e;
    }
    return failure;
  }
}
