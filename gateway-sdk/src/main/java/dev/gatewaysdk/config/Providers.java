package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import java.util.Map;
import java.util.Set;

/**
 * What the {@code providers} section says.
 *
 * @param names all of them, those with problems included
 * @param adapters those without problems, in the order of the file
 * @param withoutDirectAccess those with {@code direct: false}, and where they are
 * @param models the model of targets that name none, of providers that have one
 */
record Providers(
    Set<String> names,
    Map<String, Provider> adapters,
    Map<String, Place> withoutDirectAccess,
    Map<String, String> models) {

  static final Providers NONE = new Providers(Set.of(), Map.of(), Map.of(), Map.of());
}
