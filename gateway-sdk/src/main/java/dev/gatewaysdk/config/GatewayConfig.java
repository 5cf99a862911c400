package dev.gatewaysdk.config;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.endpoint.Breaker;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.secret.SecretSource;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration file says, checked and built. Immutable.
 *
 * <p>The providers and the fetcher are live: whoever takes them over closes them.
 */
public final class GatewayConfig {
  private final String name;
  private final Map<String, Provider> providers;
  private final Set<String> withoutDirectAccess;
  private final List<Endpoint> endpoints;
  private final Defaults defaults;
  private final Map<String, ModelPrice> prices;
  private final UsageSettings usage;
  private final Map<String, Caller> keys;
  private final ServerSettings server;
  private final @Nullable MediaFetcher mediaFetcher;

  GatewayConfig(
      String name,
      Providers providers,
      List<Endpoint> endpoints,
      Defaults defaults,
      Map<String, ModelPrice> prices,
      UsageSettings usage,
      Map<String, Caller> keys,
      ServerSettings server,
      @Nullable MediaFetcher mediaFetcher) {
    this.name = name;
    this.providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers.adapters()));
    this.withoutDirectAccess =
        Collections.unmodifiableSet(new LinkedHashSet<>(providers.withoutDirectAccess().keySet()));
    this.endpoints = List.copyOf(endpoints);
    this.defaults = defaults;
    this.prices = Collections.unmodifiableMap(new LinkedHashMap<>(prices));
    this.usage = usage;
    this.keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    this.server = server;
    this.mediaFetcher = mediaFetcher;
  }

  /**
   * Reads a YAML file. Logs one warning if a credential stands in it.
   *
   * @param file UTF-8, at most 1 MiB; paths in it are relative to its directory
   * @param vault where {@code {{secrets/scope/key}}} is looked up; null if there is none
   * @throws ConfigException if the file cannot be read or is wrong, with all problems at once, in
   *     the order of the file
   */
  public static GatewayConfig load(Path file, @Nullable SecretSource vault) {
    Path directory = file.toAbsolutePath().getParent();
    return parse(
        ConfigFile.read(file),
        file.toString(),
        directory == null ? Path.of("") : directory,
        vault,
        System::getenv);
  }

  /**
   * Reads YAML that comes from elsewhere than a file.
   *
   * @param name what messages call it
   * @param baseDirectory what relative paths are relative to
   * @param vault where {@code {{secrets/scope/key}}} is looked up; null if there is none
   * @param environment gives the value of a variable, or null; kept for as long as the providers
   *     live, so it must be thread-safe
   * @throws ConfigException if it is wrong, with all problems at once, in the order of the text
   */
  public static GatewayConfig parse(
      String yaml,
      String name,
      Path baseDirectory,
      @Nullable SecretSource vault,
      Function<String, @Nullable String> environment) {
    return ConfigReader.read(yaml, name, new Lookup(baseDirectory, environment, vault));
  }

  /** The providers by name, in the order of the file; unmodifiable. */
  public Map<String, Provider> providers() {
    return providers;
  }

  /** The providers that {@code @provider/model} does not reach; unmodifiable. */
  public Set<String> withoutDirectAccess() {
    return withoutDirectAccess;
  }

  /** The endpoints, in the order of the file; unmodifiable. */
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  /** How long to wait for what, where an endpoint does not say otherwise. */
  public Timeouts timeouts() {
    return defaults.timeouts();
  }

  /** How often to try, where an endpoint does not say otherwise. */
  public Retry retry() {
    return defaults.retry();
  }

  /** When to give a failing target a rest, where an endpoint does not say otherwise. */
  public Breaker breaker() {
    return defaults.breaker();
  }

  /** Prices by {@code type/model} or model, over the built-in ones; unmodifiable. */
  public Map<String, ModelPrice> prices() {
    return prices;
  }

  /** Whether calls are counted and recorded. */
  public boolean usageEnabled() {
    return usage.enabled();
  }

  /** The file that records are appended to; null if the configuration names none. */
  public @Nullable Path usageJsonl() {
    return usage.jsonl();
  }

  /**
   * Who calls over HTTP, by the SHA-256 of the key in lower-case hex; unmodifiable, empty if there
   * are no keys and everyone may call.
   */
  public Map<String, Caller> keys() {
    return keys;
  }

  /** The HTTP surface. */
  public ServerSettings server() {
    return server;
  }

  /** What follows the links of requests; null if nothing may. */
  public @Nullable MediaFetcher mediaFetcher() {
    return mediaFetcher;
  }

  @Override
  public String toString() {
    return "GatewayConfig("
        + name
        + ", "
        + providers.size()
        + " providers, "
        + endpoints.size()
        + " endpoints)";
  }
}
