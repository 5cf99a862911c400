package dev.gatewaysdk.config;

import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.routing.RoutingStrategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code targets}, {@code routing} and {@code fallback} of one endpoint, which go together. */
final class RoutingSection {
  private static final String WEIGHTED = "weighted";
  private static final List<String> ROUTINGS = List.of("ordered", WEIGHTED);

  private final List<ConfiguredTarget> targets;
  private final List<ConfiguredTarget> fallbacks;
  private final boolean weighted;

  private RoutingSection(
      List<ConfiguredTarget> targets, List<ConfiguredTarget> fallbacks, boolean weighted) {
    this.targets = targets;
    this.fallbacks = fallbacks;
    this.weighted = weighted;
  }

  static RoutingSection read(Section endpoint, TargetsSection reader) {
    List<ConfiguredTarget> targets =
        endpoint.require("targets", reader::targets, TargetsSection.EXAMPLE);
    String routing = endpoint.get("routing", value -> value.choice(ROUTINGS, name -> name));
    List<ConfiguredTarget> fallbacks = endpoint.get("fallback", reader::fallbacks);
    RoutingSection section =
        new RoutingSection(orEmpty(targets), orEmpty(fallbacks), WEIGHTED.equals(routing));
    if (endpoint.has("routing") == (routing != null)) {
      section.reportWeightsThatDoNotCount();
    }
    return section;
  }

  private void reportWeightsThatDoNotCount() {
    List<ConfiguredTarget> without = new ArrayList<>(targets);
    without.removeIf(target -> target.weight() != null);
    for (ConfiguredTarget target : targets) {
      if (!weighted && target.weight() != null) {
        target.place().report("counts only with routing: weighted; add that, or leave it out");
      }
    }
    if (weighted && without.size() < targets.size()) {
      without.forEach(
          target -> target.place().report("has no weight, but other targets have; give it one"));
    }
    for (ConfiguredTarget fallback : fallbacks) {
      if (fallback.weight() != null) {
        fallback
            .place()
            .report("counts for nothing: fallbacks are asked in their order; leave it out");
      }
    }
  }

  void addTo(Endpoint.Builder endpoint) {
    for (ConfiguredTarget target : targets) {
      Integer weight = target.weight();
      if (weight == null) {
        endpoint.target(target.ref().provider(), target.ref().model());
      } else {
        endpoint.target(target.ref().provider(), target.ref().model(), weight);
      }
    }
    if (weighted) {
      endpoint.routing(RoutingStrategy.weighted());
    }
    for (ConfiguredTarget target : fallbacks) {
      endpoint.fallback(target.ref().provider(), target.ref().model());
    }
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
