package dev.gatewaysdk.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A mapping of the file. Whoever asks for a key thereby allows it; what nobody asked for is
 * reported as unknown when the section ends.
 */
final class Section {
  private final Place place;
  private final Map<String, ConfigValue> values = new LinkedHashMap<>();
  private final Set<String> allowed = new LinkedHashSet<>();
  private boolean open;

  private Section(Place place) {
    this.place = place;
  }

  /** Reads a mapping to its end; null if the reader gives null. */
  static <T> @Nullable T read(
      MappingNode node, Place place, Function<Section, @Nullable T> reader) {
    Section section = new Section(place);
    for (NodeTuple tuple : node.getValue()) {
      section.add(tuple);
    }
    T result = reader.apply(section);
    section.reportUnknownKeys();
    return result;
  }

  private void add(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      place.inside(tuple.getKeyNode()).report("a key must be a text");
      return;
    }
    Place where = place.key(key.getValue(), key);
    ConfigValue first = values.get(key.getValue());
    if (first != null) {
      where.report("duplicate key; it is first set on line " + first.place().line());
      return;
    }
    values.put(key.getValue(), new ConfigValue(tuple.getValueNode(), where));
  }

  /** Where this section is. */
  Place place() {
    return place;
  }

  /** The key's value as such a thing; null if the file lacks it, or it is not such a thing. */
  <T> @Nullable T get(String key, Function<ConfigValue, @Nullable T> as) {
    allowed.add(key);
    ConfigValue value = values.get(key);
    return value == null ? null : as.apply(value);
  }

  /** Whether the file has the key, sound or not. */
  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Like {@link #get}, with a problem if the file lacks the key. */
  <T> @Nullable T require(String key, Function<ConfigValue, @Nullable T> as, String example) {
    if (!values.containsKey(key)) {
      place.missingKey(key).report("is missing; write " + example);
    }
    return get(key, as);
  }

  /** Hands the key's value on, if there is one; what the taker refuses is reported at the key. */
  <T> void ifPresent(String key, Function<ConfigValue, @Nullable T> as, Consumer<? super T> taker) {
    T value = get(key, as);
    if (value != null) {
      placeOf(key).attempt(() -> taker.accept(value));
    }
  }

  /** Where the key is; where the section is, if the file lacks it. */
  Place placeOf(String key) {
    ConfigValue value = values.get(key);
    return value == null ? place : value.place();
  }

  /** All keys and their values, for sections whose keys are names that the user chose. */
  Map<String, ConfigValue> entries() {
    open = true;
    return values;
  }

  /** Takes any key, where a problem leaves open which ones are allowed. */
  void allowAll() {
    open = true;
  }

  private void reportUnknownKeys() {
    if (open) {
      return;
    }
    values.forEach(
        (key, value) -> {
          if (!allowed.contains(key)) {
            value.place().report("unknown key; allowed: " + Shown.allowed(key, allowed));
          }
        });
  }
}
