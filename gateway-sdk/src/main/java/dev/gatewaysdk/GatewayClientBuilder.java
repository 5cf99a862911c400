package dev.gatewaysdk;

import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.internal.AsyncThreads;
import dev.gatewaysdk.internal.Pipeline;
import dev.gatewaysdk.internal.Settings;
import dev.gatewaysdk.limit.InMemoryLimitStore;
import dev.gatewaysdk.limit.LimitStore;
import dev.gatewaysdk.pipeline.AttemptInterceptor;
import dev.gatewaysdk.pipeline.CallInterceptor;
import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.price.PriceBook;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.time.GatewayClock;
import dev.gatewaysdk.usage.InMemoryUsage;
import dev.gatewaysdk.usage.JsonlUsageSink;
import dev.gatewaysdk.usage.UsageSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a {@link GatewayClient} together; not for use by several threads.
 *
 * <p>Opens no socket or file and starts no thread, and neither does {@link #build()}.
 */
public final class GatewayClientBuilder {
  private static final Logger log = LoggerFactory.getLogger(GatewayClient.class);

  private final Map<String, Provider> providers = new LinkedHashMap<>();
  private final Set<String> withoutDirectAccess = new HashSet<>();
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final Map<String, ModelPrice> prices = new LinkedHashMap<>();
  private final List<UsageSink> sinks = new ArrayList<>();
  private final List<CallInterceptor> callInterceptors = new ArrayList<>();
  private final List<AttemptInterceptor> attemptInterceptors = new ArrayList<>();
  private Timeouts timeouts = Timeouts.DEFAULTS;
  private Retry retry = Retry.DEFAULTS;
  private Breaker breaker = Breaker.DEFAULTS;
  private GatewayClock clock = GatewayClock.system();
  private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
  private Duration closeTimeout = Duration.ofSeconds(30);
  private boolean usageEnabled = true;
  private @Nullable MediaFetcher media;
  private @Nullable LimitStore limits;
  private @Nullable Executor executor;

  GatewayClientBuilder() {}

  /**
   * Adds a provider. The client closes it when it is closed itself.
   *
   * @param name what endpoints and {@code @name/model} call it
   * @throws ConfigException if the name is taken, blank or longer than 256 characters, holds a
   *     {@code /} or a control character, or begins with {@code @}
   */
  public GatewayClientBuilder provider(String name, Provider provider) {
    Names.requireConfigured("provider name", name);
    if (name.contains("/") || name.startsWith("@")) {
      throw new ConfigException(
          "provider name '" + name + "' must hold no '/' and not begin with '@'");
    }
    if (providers.putIfAbsent(name, Objects.requireNonNull(provider, "provider")) != null) {
      throw new ConfigException("two providers are named '" + name + "'");
    }
    return this;
  }

  /** Forbids {@code @name/model}: the provider can only be reached through endpoints. */
  public GatewayClientBuilder withoutDirectAccess(String provider) {
    withoutDirectAccess.add(provider);
    return this;
  }

  /**
   * Adds an endpoint.
   *
   * @throws ConfigException if the name is taken
   */
  public GatewayClientBuilder endpoint(Endpoint endpoint) {
    if (endpoints.putIfAbsent(endpoint.name(), endpoint) != null) {
      throw new ConfigException("two endpoints are named '" + endpoint.name() + "'");
    }
    return this;
  }

  /** Adds everything that a configuration file says. */
  public GatewayClientBuilder config(GatewayConfig config) {
    config.providers().forEach(this::provider);
    config.withoutDirectAccess().forEach(this::withoutDirectAccess);
    config.endpoints().forEach(this::endpoint);
    config.prices().forEach(this::price);
    timeouts(config.timeouts()).retry(config.retry()).breaker(config.breaker());
    usageEnabled = config.usageEnabled();
    MediaFetcher fetcher = config.mediaFetcher();
    if (fetcher != null) {
      mediaFetcher(fetcher);
    }
    Path jsonl = config.usageJsonl();
    return jsonl == null ? this : usageSink(new JsonlUsageSink(jsonl));
  }

  /** How long endpoints wait for what, unless they say so themselves. */
  public GatewayClientBuilder timeouts(Timeouts timeouts) {
    this.timeouts = timeouts;
    return this;
  }

  /** How often endpoints try a target, unless they say so themselves. */
  public GatewayClientBuilder retry(Retry retry) {
    this.retry = retry;
    return this;
  }

  /** When endpoints give a failing target a rest, unless they say so themselves. */
  public GatewayClientBuilder breaker(Breaker breaker) {
    this.breaker = breaker;
    return this;
  }

  /**
   * Sets a price over the built-in price book's.
   *
   * @param model a model as its provider names it, or {@code type/model}
   */
  public GatewayClientBuilder price(String model, ModelPrice price) {
    prices.put(model, price);
    return this;
  }

  /** Adds a taker of records. The client closes it when it is closed itself. */
  public GatewayClientBuilder usageSink(UsageSink sink) {
    sinks.add(sink);
    return this;
  }

  /** Wraps every call, after its endpoint is found; the first one added is outermost. */
  public GatewayClientBuilder callInterceptor(CallInterceptor interceptor) {
    callInterceptors.add(interceptor);
    return this;
  }

  /** Wraps every attempt, next to the provider; the first one added is outermost. */
  public GatewayClientBuilder attemptInterceptor(AttemptInterceptor interceptor) {
    attemptInterceptors.add(interceptor);
    return this;
  }

  /**
   * Follows the links to pictures and documents in requests, for targets that take them by value
   * only; nothing does unless set. The client closes it when it is closed itself.
   *
   * @param fetcher such as {@link dev.gatewaysdk.provider.http.HttpMediaFetcher#defaults}
   */
  public GatewayClientBuilder mediaFetcher(MediaFetcher fetcher) {
    this.media = Objects.requireNonNull(fetcher, "fetcher");
    return this;
  }

  /** Where limits count; in this JVM unless set. */
  public GatewayClientBuilder limitStore(LimitStore limits) {
    this.limits = limits;
    return this;
  }

  /** Where asynchronous calls run; never closed. Virtual threads or a pool of 256 unless set. */
  public GatewayClientBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /** The time that limits, retries, deadlines and records go by; the machine's unless set. */
  public GatewayClientBuilder clock(GatewayClock clock) {
    this.clock = clock;
    return this;
  }

  /** Where jitter and ids come from; must be thread-safe. */
  public GatewayClientBuilder random(RandomGenerator random) {
    this.random = random;
    return this;
  }

  /**
   * How long {@link GatewayClient#close()} waits for calls under way before it cancels them; 30 s
   * unless set.
   *
   * @throws ConfigException if it is negative
   */
  public GatewayClientBuilder closeTimeout(Duration timeout) {
    if (timeout.isNegative()) {
      throw new ConfigException("close timeout is " + timeout + "; it must not be negative");
    }
    this.closeTimeout = timeout;
    return this;
  }

  /**
   * The gateway.
   *
   * @throws ConfigException if there is no provider, or an endpoint names one that is not there
   */
  public GatewayClient build() {
    if (providers.isEmpty()) {
      throw new ConfigException("a gateway needs a provider: add one with provider(name, …)");
    }
    for (String name : withoutDirectAccess) {
      if (!providers.containsKey(name)) {
        throw new ConfigException(
            "no provider is named '" + name + "'" + Names.nearest(name, providers.keySet()));
      }
    }
    InMemoryUsage usage = new InMemoryUsage(clock);
    Settings settings = settings(usage);
    Pipeline pipeline = new Pipeline(settings);
    pipeline.putAll(endpoints.values());
    log.info(
        "gateway ready: providers {}, endpoints {}, prices as of {}",
        providers.keySet(),
        shown(endpoints.keySet()),
        settings.prices().asOf());
    return new InProcessGatewayClient(
        settings, pipeline, usage, new AsyncThreads(executor), closeTimeout);
  }

  private Settings settings(InMemoryUsage usage) {
    PriceBook builtIn = PriceBook.builtIn();
    List<UsageSink> allSinks = new ArrayList<>(sinks);
    if (usageEnabled) {
      allSinks.add(0, usage);
    }
    return new Settings(
        Collections.unmodifiableMap(new LinkedHashMap<>(providers)),
        Set.copyOf(withoutDirectAccess),
        timeouts,
        retry,
        breaker,
        prices.isEmpty() ? builtIn : builtIn.withOverrides(prices),
        limits == null ? new InMemoryLimitStore(clock) : limits,
        List.copyOf(allSinks),
        List.copyOf(callInterceptors),
        List.copyOf(attemptInterceptors),
        media,
        clock,
        random);
  }

  private static Object shown(Set<String> names) {
    return names.size() <= 20 ? names : names.size();
  }
}
