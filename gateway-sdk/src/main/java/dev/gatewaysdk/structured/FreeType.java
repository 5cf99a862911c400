package dev.gatewaysdk.structured;

import dev.gatewaysdk.json.RawJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Any JSON value, null included. */
final class FreeType implements JsonType {
  @Override
  public Map<String, Object> schema(Function<JsonType, Map<String, Object>> nested) {
    return new LinkedHashMap<>();
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place) {
    try {
      return RawJson.of(json);
    } catch (IllegalArgumentException e) {
      place.problem("a text was cut inside a character");
      return null;
    }
  }

  @Override
  public boolean strict() {
    return false;
  }
}
