package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;

/** How providers of one type are configured. */
interface ProviderType {
  /** The {@code type} in the file. */
  String name();

  /**
   * Reads the keys of this type and builds the adapter.
   *
   * @param http what every type has: headers, proxy, plain http
   * @throws dev.gatewaysdk.error.ConfigException if the adapter refuses what it is told; the caller
   *     reports that
   */
  Provider read(Section provider, HttpOptions http);
}
