package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import org.jspecify.annotations.Nullable;

/** How providers of one type are configured. */
interface ProviderType {
  /** The {@code type} in the file. */
  String name();

  /**
   * The model of its targets that name none; null if they must.
   *
   * @param adapter what {@link #read} gave; null if there was a problem
   */
  default @Nullable String model(Section provider, @Nullable Provider adapter) {
    return null;
  }

  /**
   * Reads the keys of this type and builds the adapter.
   *
   * @param http what every type has: headers, proxy, plain http
   * @throws dev.gatewaysdk.error.ConfigException if the adapter refuses what it is told; the caller
   *     reports that
   */
  Provider read(Section provider, HttpOptions http);
}
