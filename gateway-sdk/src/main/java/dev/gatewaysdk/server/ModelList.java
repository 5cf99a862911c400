package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.catalog.ModelCatalog;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.ModelNotFoundException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.time.GatewayClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What requests may name, as OpenAI lists models. The endpoints are those of the moment; the
 * providers are asked at most once a minute, and again sooner if one has failed. Thread-safe.
 */
final class ModelList {
  static final JsonBody HEALTHY = json -> json.beginObject().name("status").value("ok").endObject();

  /** How long a list waits for providers. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration FRESH_IN_PART = Duration.ofSeconds(10);

  private final GatewayClient gateway;
  private final GatewayClock clock;
  private final long created;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Asked asked;

  /**
   * @param models those of providers
   */
  private record Asked(List<ListedModel> models, long atNanos, Duration fresh) {}

  /**
   * @param clock the time of its start is that of the endpoints, which do not say
   */
  ModelList(GatewayClient gateway, GatewayClock clock) {
    this.gateway = gateway;
    this.clock = clock;
    this.created = clock.epochMillis() / 1000;
  }

  JsonBody all(Caller caller) {
    List<ListedModel> models = new ArrayList<>();
    for (Endpoint endpoint : gateway.endpoints().list()) {
      models.add(listed(endpoint));
    }
    models.addAll(ofProviders(caller));
    return json -> {
      json.beginObject().name("object").value("list").name("data").beginArray();
      for (ListedModel model : models) {
        write(json, model);
      }
      json.endArray().endObject();
    };
  }

  /**
   * @throws ModelNotFoundException if there is no endpoint or model of that name
   */
  JsonBody one(String name, Caller caller) {
    ListedModel model = gateway.endpoints().find(name).map(ModelList::listed).orElse(null);
    if (model == null && name.startsWith("@")) {
      for (ListedModel each : ofProviders(caller)) {
        model = each.id().equals(name) ? each : model;
      }
      if (model == null) {
        throw new ModelNotFoundException(
            name, "no provider lists a model '" + name + "'; GET /models has all that are listed");
      }
    }
    if (model == null) {
      throw ModelNotFoundException.unknownEndpoint(
          name, gateway.endpoints().list().stream().map(Endpoint::name).toList());
    }
    ListedModel found = model;
    return json -> write(json, found);
  }

  private static ListedModel listed(Endpoint endpoint) {
    return new ListedModel(endpoint.name(), ModelCatalog.GATEWAY, null);
  }

  /** Whoever finds the list stale asks; meanwhile others have the one that there was. */
  private List<ListedModel> ofProviders(Caller caller) {
    Asked known = asked;
    if (known != null && (isFresh(known) || asking.isLocked())) {
      return known.models();
    }
    asking.lock();
    try {
      known = asked;
      return known != null && isFresh(known) ? known.models() : ask(caller);
    } finally {
      asking.unlock();
    }
  }

  private boolean isFresh(Asked known) {
    return clock.nanoTime() - known.atNanos() < known.fresh().toNanos();
  }

  private List<ListedModel> ask(Caller caller) {
    ModelCatalog catalog = gateway.models(caller, PATIENCE);
    List<ListedModel> models =
        catalog.models().stream().filter(model -> model.id().startsWith("@")).toList();
    Duration fresh = catalog.failures().isEmpty() ? FRESH : FRESH_IN_PART;
    asked = new Asked(models, clock.nanoTime(), fresh);
    return models;
  }

  private void write(JsonWriter json, ListedModel model) throws IOException {
    json.beginObject().name("id").value(model.id()).name("object").value("model");
    json.name("created").value(model.created() == null ? created : model.created());
    json.name("owned_by").value(model.ownedBy() == null ? "unknown" : model.ownedBy());
    json.endObject();
  }
}
