package dev.gatewaysdk.provider;

import dev.gatewaysdk.json.RawJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema of an object, such as a tool's parameters. */
public final class ObjectSchema {
  private ObjectSchema() {}

  /**
   * The schema with its type, for hosts that demand it; it can be no other, so it is added where it
   * was left out.
   *
   * @param schema a JSON object
   */
  public static RawJson typed(RawJson schema) {
    Map<String, @Nullable Object> fields = schema.toMap();
    if (fields.containsKey("type")) {
      return schema;
    }
    Map<String, @Nullable Object> typed = new LinkedHashMap<>();
    typed.put("type", "object");
    typed.putAll(fields);
    return RawJson.of(typed);
  }
}
