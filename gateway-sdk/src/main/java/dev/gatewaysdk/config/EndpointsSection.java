package dev.gatewaysdk.config;

import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.limit.Limit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code endpoints}: the names that callers use, and what stands behind each. */
final class EndpointsSection {
  private final Providers providers;
  private final Defaults defaults;
  private final Set<String> reached = new HashSet<>();

  EndpointsSection(Providers providers, Defaults defaults) {
    this.providers = providers;
    this.defaults = defaults;
  }

  @Nullable List<Endpoint> read(ConfigValue value) {
    return value.mapping(this::all);
  }

  private List<Endpoint> all(Section section) {
    List<Endpoint> endpoints = new ArrayList<>();
    section
        .entries()
        .forEach(
            (name, entry) -> {
              UserNames.check(name, entry.place());
              Endpoint endpoint = entry.mapping(keys -> one(name, keys));
              if (endpoint != null) {
                endpoints.add(endpoint);
              }
            });
    return endpoints;
  }

  private @Nullable Endpoint one(String name, Section section) {
    TargetsSection targetsSection = new TargetsSection(providers.names(), providers.models());
    RoutingSection routing = RoutingSection.read(section, targetsSection);
    List<Limit> limits = section.get("limits", LimitsSection::read);
    List<Guardrail> guardrails = section.get("guardrails", GuardrailsSection::read);
    Timeouts timeouts =
        section.get("timeout", value -> TimeoutSection.read(value, defaults.timeouts()));
    Retry retry = section.get("retry", value -> RetrySection.read(value, defaults.retry()));
    Breaker breaker =
        section.get("breaker", value -> BreakerSection.read(value, defaults.breaker()));
    Boolean strict = section.get("strict", ConfigValue::flag);
    Map<String, String> tags = section.get("tags", TagsSection::read);
    reached.addAll(targetsSection.providers());
    if (section.place().reading().hasProblems()) {
      return null; // Nothing will come of the file: it is only read on for further problems.
    }
    Endpoint.Builder endpoint = Endpoint.builder(name);
    routing.addTo(endpoint);
    if (limits != null) {
      limits.forEach(endpoint::limit);
    }
    if (guardrails != null) {
      guardrails.forEach(endpoint::inputGuardrail);
    }
    if (timeouts != null) {
      endpoint.timeouts(timeouts);
    }
    if (retry != null) {
      endpoint.retry(retry);
    }
    if (breaker != null) {
      endpoint.breaker(breaker);
    }
    endpoint.strict(Boolean.TRUE.equals(strict));
    if (tags != null) {
      tags.forEach(endpoint::tag);
    }
    return endpoint.build();
  }

  /** Reports providers that no call can reach, once the rest of the file is sound. */
  void reportUnreachable(Reading reading) {
    if (reading.hasProblems()) {
      return; // They may well be the reason.
    }
    providers
        .withoutDirectAccess()
        .forEach(
            (name, place) -> {
              if (!reached.contains(name)) {
                place.report(
                    "nothing can reach it: no endpoint has it as a target, and direct: false"
                        + " forbids @provider/model");
              }
            });
  }
}
