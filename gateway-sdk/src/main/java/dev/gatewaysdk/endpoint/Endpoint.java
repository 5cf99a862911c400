package dev.gatewaysdk.endpoint;

import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.routing.RoutingStrategy;
import dev.gatewaysdk.target.TargetRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name that callers use, and what stands behind it. Immutable: to change an endpoint, put a
 * changed one in its place.
 */
public final class Endpoint {
  private final String name;
  private final List<TargetRef> targets;
  private final List<TargetRef> fallbacks;
  private final Map<TargetRef, Integer> weights;
  private final RoutingStrategy routing;
  private final List<Guardrail> inputGuardrails;
  private final List<Limit> limits;
  private final @Nullable Timeouts timeouts;
  private final @Nullable Retry retry;
  private final @Nullable Breaker breaker;
  private final boolean strict;
  private final Map<String, String> tags;

  private Endpoint(Builder builder) {
    this.name = builder.name;
    this.targets = List.copyOf(builder.plan());
    this.fallbacks = List.copyOf(builder.fallbacks);
    this.weights = Map.copyOf(builder.weights);
    this.routing = builder.routing;
    this.inputGuardrails = List.copyOf(builder.inputGuardrails);
    this.limits = List.copyOf(builder.limits);
    this.timeouts = builder.timeouts;
    this.retry = builder.retry;
    this.breaker = builder.breaker;
    this.strict = builder.strict;
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
  }

  /**
   * Starts an endpoint.
   *
   * @param name what callers put where others put a model
   * @throws ConfigException if it is blank, too long, begins with {@code @}, or has a control
   *     character
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** A builder with all that this endpoint has. */
  public Builder toBuilder() {
    Builder builder = new Builder(name);
    builder.targets.addAll(targets.subList(0, targets.size() - fallbacks.size()));
    builder.fallbacks.addAll(fallbacks);
    builder.weights.putAll(weights);
    builder.routing = routing;
    builder.inputGuardrails.addAll(inputGuardrails);
    builder.limits.addAll(limits);
    builder.timeouts = timeouts;
    builder.retry = retry;
    builder.breaker = breaker;
    builder.strict = strict;
    builder.tags.putAll(tags);
    return builder;
  }

  /** What callers call it. */
  public String name() {
    return name;
  }

  /** Whom it asks, in the order of trying, fallbacks last; unmodifiable, never empty. */
  public List<TargetRef> targets() {
    return targets;
  }

  /** What looks at its requests, in order; unmodifiable, may be empty. */
  public List<Guardrail> inputGuardrails() {
    return inputGuardrails;
  }

  /** Those of {@link #targets} that are fallbacks, its last ones; unmodifiable, may be empty. */
  public List<TargetRef> fallbacks() {
    return fallbacks;
  }

  /** The weight of a target; 1 if it has none of its own. */
  public int weight(TargetRef target) {
    return weights.getOrDefault(target, 1);
  }

  /** How a call chooses among its targets, before any fallback. */
  public RoutingStrategy routing() {
    return routing;
  }

  /** What its calls are limited to; unmodifiable, may be empty. */
  public List<Limit> limits() {
    return limits;
  }

  /** Its own time-outs; null for the gateway's defaults. */
  public @Nullable Timeouts timeouts() {
    return timeouts;
  }

  /** Its own way to retry; null for the gateway's default. */
  public @Nullable Retry retry() {
    return retry;
  }

  /** Its own breaker for each target; null for the gateway's default. */
  public @Nullable Breaker breaker() {
    return breaker;
  }

  /** Whether it refuses what a target cannot do, instead of leaving it out. */
  public boolean strict() {
    return strict;
  }

  /** Labels that go on its records; unmodifiable, may be empty. */
  public Map<String, String> tags() {
    return tags;
  }

  @Override
  public String toString() {
    return "Endpoint(" + name + " -> " + targets + ")";
  }

  /** Builds an {@link Endpoint}; not for use by several threads. Setters check at once. */
  public static final class Builder {
    private final String name;
    private final List<TargetRef> targets = new ArrayList<>();
    private final List<TargetRef> fallbacks = new ArrayList<>();
    private final Map<TargetRef, Integer> weights = new LinkedHashMap<>();
    private RoutingStrategy routing = RoutingStrategy.ordered();
    private final List<Guardrail> inputGuardrails = new ArrayList<>(0);
    private final List<Limit> limits = new ArrayList<>();
    private @Nullable Timeouts timeouts;
    private @Nullable Retry retry;
    private @Nullable Breaker breaker;
    private boolean strict;
    private final Map<String, String> tags = new LinkedHashMap<>();

    private Builder(String name) {
      Names.requireConfigured("endpoint name", name);
      if (name.startsWith("@")) {
        throw new ConfigException(
            "endpoint name '" + name + "' begins with @, which is for @provider/model");
      }
      this.name = name;
    }

    /** Adds a target; targets are tried in the order given, unless {@link #routing} differs. */
    public Builder target(String provider, String model) {
      targets.add(ref(provider, model));
      return this;
    }

    /**
     * Adds a target with its share of the calls, for a {@link #routing} that goes by weights.
     *
     * @param weight its share beside the weights of the others, which all need one; 1 to 1,000,000
     */
    public Builder target(String provider, String model, int weight) {
      TargetRef target = ref(provider, model);
      new PlanChecks(name).requireWeight(target, weight);
      targets.add(target);
      weights.put(target, weight);
      return this;
    }

    /** How a call chooses among its targets; {@link RoutingStrategy#ordered} if not set. */
    public Builder routing(RoutingStrategy routing) {
      this.routing = routing;
      return this;
    }

    /** Adds a target that is tried when all {@link #target}s have failed. */
    public Builder fallback(String provider, String model) {
      fallbacks.add(ref(provider, model));
      return this;
    }

    /**
     * Adds a guardrail that looks at every request, masks texts of it or blocks it; they are asked
     * in the order given, each seeing what the one before let through.
     */
    public Builder inputGuardrail(Guardrail guardrail) {
      inputGuardrails.add(guardrail);
      return this;
    }

    /** Adds a limit; a call must pass all of them. */
    public Builder limit(Limit limit) {
      limits.add(limit);
      return this;
    }

    /** How long to wait for what; the gateway's defaults if not set. */
    public Builder timeouts(Timeouts timeouts) {
      this.timeouts = timeouts;
      return this;
    }

    /** How often to try each target; the gateway's default if not set. */
    public Builder retry(Retry retry) {
      this.retry = retry;
      return this;
    }

    /** When to give a failing target a rest; the gateway's default if not set. */
    public Builder breaker(Breaker breaker) {
      this.breaker = breaker;
      return this;
    }

    /**
     * Whether to refuse what a target cannot do, instead of leaving it out or clamping it; the next
     * target is asked then. False if not set: what is changed is reported on the response.
     */
    public Builder strict(boolean strict) {
      this.strict = strict;
      return this;
    }

    /** Puts a label on its records. */
    public Builder tag(String name, String value) {
      Names.requireConfigured("tag", name);
      Names.requireConfigured("tag " + name, value);
      tags.put(name, value);
      return this;
    }

    /** Takes a label off. */
    public Builder untag(String name) {
      tags.remove(name);
      return this;
    }

    /**
     * The endpoint.
     *
     * @throws ConfigException if it has no target, or the same one twice, or weights that its
     *     routing does not heed
     */
    public Endpoint build() {
      PlanChecks checks = new PlanChecks(name);
      checks.requireTargets(targets, plan());
      checks.requireWeightsThatCount(targets, weights, routing);
      return new Endpoint(this);
    }

    private static TargetRef ref(String provider, String model) {
      Names.requireConfigured("provider", provider);
      Names.requireConfigured("model", model);
      return new TargetRef(provider, model);
    }

    private List<TargetRef> plan() {
      List<TargetRef> plan = new ArrayList<>(targets);
      plan.addAll(fallbacks);
      return plan;
    }
  }
}
