package dev.gatewaysdk.internal;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Endpoints;
import dev.gatewaysdk.error.ModelNotFoundException;
import dev.gatewaysdk.pipeline.CallHandler;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The live endpoints, each folded into its way to the provider when it is put. A call takes one
 * look-up in an immutable map, which every change replaces as a whole.
 */
final class EndpointRegistry implements Endpoints, CallHandler {
  private final Function<Endpoint, CallHandler> fold;
  private final Directs directs;
  private final ReentrantLock changing = new ReentrantLock();
  private volatile Map<String, Entry> entries = Map.of();

  private record Entry(Endpoint endpoint, CallHandler handler) {}

  /**
   * @param fold makes an endpoint's way to the provider; refuses one that cannot work
   * @param directs where {@code @provider/model} goes
   */
  EndpointRegistry(Function<Endpoint, CallHandler> fold, Directs directs) {
    this.fold = fold;
    this.directs = directs;
  }

  /** Finds what the request's model names, and goes on there. */
  @Override
  public Reply handle(Call call) {
    String model = call.request().model();
    Entry entry = entries.get(model);
    if (entry != null) {
      call.trail().endpoint(model, entry.endpoint.tags());
      return entry.handler.handle(call);
    }
    if (model.startsWith("@")) {
      return directs.handle(call);
    }
    throw ModelNotFoundException.unknownEndpoint(model, entries.keySet());
  }

  @Override
  public void put(Endpoint endpoint) {
    putAll(List.of(endpoint));
  }

  /** Puts several endpoints in one change: calls see all of them or none. */
  void putAll(Collection<Endpoint> endpoints) {
    changing.lock();
    try {
      Map<String, Entry> next = new HashMap<>(entries);
      for (Endpoint endpoint : endpoints) {
        next.put(endpoint.name(), new Entry(endpoint, fold.apply(endpoint)));
      }
      entries = next;
    } finally {
      changing.unlock();
    }
  }

  @Override
  public boolean remove(String name) {
    changing.lock();
    try {
      Map<String, Entry> next = new HashMap<>(entries);
      boolean removed = next.remove(name) != null;
      entries = next;
      return removed;
    } finally {
      changing.unlock();
    }
  }

  @Override
  public Optional<Endpoint> find(String name) {
    @Nullable Entry entry = entries.get(name);
    return entry == null ? Optional.empty() : Optional.of(entry.endpoint);
  }

  @Override
  public List<Endpoint> list() {
    return entries.values().stream()
        .map(Entry::endpoint)
        .sorted(Comparator.comparing(Endpoint::name))
        .toList();
  }

  @Override
  public void tag(String name, String tag, String value) {
    change(name, endpoint -> endpoint.toBuilder().tag(tag, value).build());
  }

  @Override
  public void untag(String name, String tag) {
    change(name, endpoint -> endpoint.toBuilder().untag(tag).build());
  }

  private void change(String name, UnaryOperator<Endpoint> change) {
    changing.lock();
    try {
      Entry entry = entries.get(name);
      if (entry == null) {
        throw ModelNotFoundException.unknownEndpoint(name, entries.keySet());
      }
      put(change.apply(entry.endpoint));
    } finally {
      changing.unlock();
    }
  }
}
