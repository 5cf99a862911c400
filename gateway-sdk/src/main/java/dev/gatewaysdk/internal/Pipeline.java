package dev.gatewaysdk.internal;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Endpoints;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.internal.resilience.Bench;
import dev.gatewaysdk.internal.resilience.CircuitBreaker;
import dev.gatewaysdk.internal.resilience.CredentialPool;
import dev.gatewaysdk.internal.resilience.RetryStage;
import dev.gatewaysdk.internal.stage.CommitStage;
import dev.gatewaysdk.internal.stage.CredentialStage;
import dev.gatewaysdk.internal.stage.DirectStage;
import dev.gatewaysdk.internal.stage.GuardrailStage;
import dev.gatewaysdk.internal.stage.Lane;
import dev.gatewaysdk.internal.stage.LimitStage;
import dev.gatewaysdk.internal.stage.MediaStage;
import dev.gatewaysdk.internal.stage.RecordStage;
import dev.gatewaysdk.internal.stage.RouteStage;
import dev.gatewaysdk.internal.stage.SupportStage;
import dev.gatewaysdk.pipeline.AttemptHandler;
import dev.gatewaysdk.pipeline.AttemptInterceptor;
import dev.gatewaysdk.pipeline.CallHandler;
import dev.gatewaysdk.pipeline.CallInterceptor;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.routing.RouteTarget;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The way of a call, put together. Each endpoint's way is folded once, when it is put, with only
 * the stages that it needs; see {@link #outerRing} and {@link #innerRing} for their order.
 */
public final class Pipeline implements CallHandler {
  private final Settings settings;
  private final EndpointRegistry registry;
  private final RecordStage record;
  private final Map<String, Bench> benches = new ConcurrentHashMap<>();
  private final Map<BreakerKey, CircuitBreaker> breakers = new ConcurrentHashMap<>();
  private final Map<String, CredentialPool> credentials = new HashMap<>();

  /** Endpoints that name a target with the same settings share its breaker. */
  private record BreakerKey(String target, Breaker settings) {}

  /** A pipeline without endpoints. */
  public Pipeline(Settings settings) {
    this.settings = settings;
    settings
        .providers()
        .forEach(
            (name, provider) -> {
              if (provider.credentials() > 1) {
                credentials.put(name, new CredentialPool(name, provider.credentials()));
              }
            });
    this.registry = new EndpointRegistry(this::outerRing, directs());
    this.record = new RecordStage(settings.clock(), new Sinks(settings.sinks()));
  }

  /** Takes a call all the way. */
  @Override
  public Reply handle(Call call) {
    return record.intercept(call, registry);
  }

  /** Records a call that could not even begin. */
  public RuntimeException refuse(Call call, RuntimeException reason) {
    try {
      record.intercept(
          call,
          refused -> {
            throw reason;
          });
    } catch (RuntimeException e) {
      return e;
    }
    throw new AssertionError("a handler that throws has answered");
  }

  /** The live endpoints. */
  public Endpoints endpoints() {
    return registry;
  }

  /** Adds endpoints, all of them or none. */
  public void putAll(Collection<Endpoint> endpoints) {
    registry.putAll(endpoints);
  }

  /**
   * Once a call: record → resolve endpoint (both before this) → user's → guardrails → limits →
   * links → route.
   */
  private CallHandler outerRing(Endpoint endpoint) {
    Timeouts timeouts = orElse(endpoint.timeouts(), settings.timeouts());
    Retry retry = orElse(endpoint.retry(), settings.retry());
    Breaker breaker = orElse(endpoint.breaker(), settings.breaker());
    List<Lane> lanes = new ArrayList<>();
    for (TargetRef ref : endpoint.targets()) {
      lanes.add(lane(endpoint, ref, retry, breaker));
    }
    CallHandler ring =
        new RouteStage(
            endpoint.name(),
            lanes,
            lanes.size() - endpoint.fallbacks().size(),
            endpoint.routing(),
            timeouts,
            endpoint.strict(),
            settings.clock());
    ring = mediaAround(ring);
    if (!endpoint.limits().isEmpty()) {
      ring =
          around(
              new LimitStage(
                  endpoint.name(), endpoint.limits(), settings.limits(), settings.clock()),
              ring);
    }
    if (!endpoint.inputGuardrails().isEmpty()) {
      ring = around(new GuardrailStage(endpoint.inputGuardrails()), ring);
    }
    return usersAround(ring);
  }

  /**
   * Once a try: can it at all → retry → keys, if there are several → breaker and commit point →
   * user's.
   */
  private AttemptHandler innerRing(String name, Retry retry, CircuitBreaker breaker) {
    Provider provider = Objects.requireNonNull(settings.providers().get(name));
    AttemptHandler ring = provider::open;
    List<AttemptInterceptor> users = settings.attemptInterceptors();
    for (int i = users.size() - 1; i >= 0; i--) {
      ring = wrap(users.get(i), ring);
    }
    ring = wrap(new CommitStage(breaker), ring);
    CredentialPool keys = credentials.get(name);
    if (keys != null) {
      ring = wrap(new CredentialStage(keys), ring);
    }
    ring = wrap(new RetryStage(retry, breaker, settings.random()), ring);
    return wrap(new SupportStage(provider), ring);
  }

  private CallHandler mediaAround(CallHandler ring) {
    MediaFetcher media = settings.media();
    return media == null ? ring : around(new MediaStage(media), ring);
  }

  private CallHandler usersAround(CallHandler ring) {
    List<CallInterceptor> users = settings.callInterceptors();
    for (int i = users.size() - 1; i >= 0; i--) {
      ring = around(users.get(i), ring);
    }
    return ring;
  }

  private Lane lane(Endpoint endpoint, TargetRef ref, Retry retry, Breaker breaker) {
    Provider provider = settings.providers().get(ref.provider());
    if (provider == null) {
      throw new ConfigException(
          "endpoint '"
              + endpoint.name()
              + "' names the provider '"
              + ref.provider()
              + "', which is not registered"
              + Names.nearest(ref.provider(), settings.providers().keySet())
              + "; registered: "
              + settings.providers().keySet().stream().sorted().toList());
    }
    if (Arrays.stream(Operation.values()).noneMatch(provider::supports)) {
      throw new ConfigException(
          "endpoint '" + endpoint.name() + "': " + ref + " can do no operation of this version");
    }
    Target target = Target.of(ref, settings.prices().find(provider.type(), ref.model()));
    CircuitBreaker shared =
        breakers.computeIfAbsent(
            new BreakerKey(target.name(), breaker),
            key -> new CircuitBreaker(key.target, key.settings));
    return new Lane(
        RouteTarget.of(target, endpoint.weight(ref)),
        provider,
        innerRing(ref.provider(), retry, shared),
        benches.computeIfAbsent(target.name(), Bench::new),
        shared);
  }

  private Directs directs() {
    Map<String, CallHandler> handlers = new HashMap<>();
    settings
        .providers()
        .forEach(
            (name, provider) -> {
              if (!settings.withoutDirectAccess().contains(name)) {
                handlers.put(name, usersAround(direct(name, provider)));
              }
            });
    return new Directs(Map.copyOf(handlers));
  }

  private CallHandler direct(String name, Provider provider) {
    return mediaAround(
        new DirectStage(
            name,
            provider.type(),
            innerRing(name, settings.retry(), new CircuitBreaker("@" + name, Breaker.NONE)),
            settings.timeouts(),
            settings.prices(),
            settings.clock()));
  }

  private static CallHandler around(CallInterceptor stage, CallHandler next) {
    return call -> stage.intercept(call, next);
  }

  private static AttemptHandler wrap(AttemptInterceptor stage, AttemptHandler next) {
    return attempt -> stage.intercept(attempt, next);
  }

  private static <T> T orElse(@Nullable T own, T fallback) {
    return own == null ? fallback : own;
  }
}
