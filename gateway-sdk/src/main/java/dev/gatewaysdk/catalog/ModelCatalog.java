package dev.gatewaysdk.catalog;

import dev.gatewaysdk.error.GatewayException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a gateway can be asked for.
 *
 * @param models what requests may name: the endpoints, by name, then {@code @provider/model} of
 *     each provider that takes direct calls and can list its models; unmodifiable
 * @param failures why a provider's models are missing, by the provider's name; unmodifiable, mostly
 *     empty
 */
public record ModelCatalog(List<ListedModel> models, Map<String, GatewayException> failures) {
  /** Who is said to own an endpoint. */
  public static final String GATEWAY = "gateway";

  public ModelCatalog {
    models = List.copyOf(models);
    failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
  }
}
