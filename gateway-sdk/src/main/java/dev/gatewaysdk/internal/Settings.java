package dev.gatewaysdk.internal;

import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.limit.LimitStore;
import dev.gatewaysdk.pipeline.AttemptInterceptor;
import dev.gatewaysdk.pipeline.CallInterceptor;
import dev.gatewaysdk.price.PriceBook;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.time.GatewayClock;
import dev.gatewaysdk.usage.UsageSink;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a pipeline is assembled from; made by the builder in the root package.
 *
 * @param media follows the links of requests; null if nothing may
 */
public record Settings(
    Map<String, Provider> providers,
    Set<String> withoutDirectAccess,
    Timeouts timeouts,
    Retry retry,
    Breaker breaker,
    PriceBook prices,
    LimitStore limits,
    List<UsageSink> sinks,
    List<CallInterceptor> callInterceptors,
    List<AttemptInterceptor> attemptInterceptors,
    @Nullable MediaFetcher media,
    GatewayClock clock,
    RandomGenerator random) {}
