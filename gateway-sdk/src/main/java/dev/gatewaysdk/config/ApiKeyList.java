package dev.gatewaysdk.config;

import dev.gatewaysdk.secret.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code api-keys} of a provider: no two of them are written alike. */
final class ApiKeyList {
  private final List<Secret> keys = new ArrayList<>();
  private final Map<List<Placeholder>, Place> seen = new HashMap<>();

  private ApiKeyList() {}

  /** Null if it is no list of keys; that is reported. */
  static @Nullable List<Secret> read(ConfigValue value) {
    List<ConfigValue> items = value.confidential().list();
    if (items == null) {
      return null;
    }
    if (items.isEmpty()) {
      value.place().report("has no key; write api-keys: [\"${FIRST_KEY}\", \"${SECOND_KEY}\"]");
    }
    ApiKeyList list = new ApiKeyList();
    items.forEach(list::add);
    return list.keys;
  }

  private void add(ConfigValue item) {
    Secret key = ApiKey.read(item);
    if (key == null) {
      return;
    }
    Template written = item.template("");
    Place first = written == null ? null : seen.putIfAbsent(written.parts(), item.place());
    if (first != null) {
      item.place().report("is the same key as " + first.path() + "; name each one once");
      return;
    }
    keys.add(key);
  }
}
