package dev.gatewaysdk.config;

import dev.gatewaysdk.target.TargetRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code targets} and {@code fallback} of one endpoint: no two of them are the same. */
final class TargetsSection {
  static final String EXAMPLE = "targets: [{provider: openai, model: gpt-4o}]";

  private static final long MOST_WEIGHT = 1_000_000;

  private final Set<String> known;
  private final Map<String, String> models;
  private final Map<TargetRef, Place> seen = new LinkedHashMap<>();

  /**
   * @param known the names of all providers; empty if that is a problem reported elsewhere
   * @param models the model of targets that name none, by provider
   */
  TargetsSection(Set<String> known, Map<String, String> models) {
    this.known = known;
    this.models = models;
  }

  @Nullable List<ConfiguredTarget> targets(ConfigValue value) {
    List<ConfigValue> items = value.list();
    if (items != null && items.isEmpty()) {
      value.place().report("has no target; write " + EXAMPLE);
    }
    return items == null ? null : all(items);
  }

  @Nullable List<ConfiguredTarget> fallbacks(ConfigValue value) {
    List<ConfigValue> items = value.list();
    return items == null ? null : all(items);
  }

  private List<ConfiguredTarget> all(List<ConfigValue> items) {
    List<ConfiguredTarget> targets = new ArrayList<>();
    for (ConfigValue item : items) {
      ConfiguredTarget target = item.mapping(this::target);
      if (target != null) {
        targets.add(target);
      }
    }
    return targets;
  }

  /** The names of the providers of all targets read so far. */
  Set<String> providers() {
    return seen.keySet().stream().map(TargetRef::provider).collect(Collectors.toSet());
  }

  private @Nullable ConfiguredTarget target(Section section) {
    String provider = section.require("provider", this::provider, "provider: NAME");
    String model = model(section, provider);
    Long weight = section.get("weight", value -> value.whole(1, MOST_WEIGHT));
    if (provider == null || model == null) {
      return null;
    }
    TargetRef target = new TargetRef(provider, model);
    Place first = seen.putIfAbsent(target, section.place());
    if (first != null) {
      section.place().report("is the same target as " + first.path() + "; name each one once");
      return null;
    }
    Integer share = weight == null ? null : Integer.valueOf(weight.intValue());
    if (share == null && section.has("weight")) {
      share = 1; // What is wrong with it has been reported.
    }
    return new ConfiguredTarget(target, share, section.placeOf("weight"));
  }

  private @Nullable String provider(ConfigValue value) {
    String name = value.text();
    if (name == null || known.isEmpty() || known.contains(name)) {
      return name;
    }
    value.refuse(Shown.allowed(name, known));
    return null;
  }

  private @Nullable String model(Section section, @Nullable String provider) {
    String own = provider == null ? null : models.get(provider);
    if (own == null || section.has("model")) {
      return section.require("model", TargetsSection::model, "model: gpt-4o, for example");
    }
    section.get("model", TargetsSection::model); // Not there, but allowed.
    return own;
  }

  private static @Nullable String model(ConfigValue value) {
    String model = value.text();
    boolean sound = model != null && UserNames.checkOther("the model's name", model, value.place());
    return sound ? model : null;
  }
}
