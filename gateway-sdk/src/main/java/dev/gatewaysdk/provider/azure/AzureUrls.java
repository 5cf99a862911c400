package dev.gatewaysdk.provider.azure;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.RequestUrl;
import dev.gatewaysdk.provider.openaiwire.WireFlavor;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import dev.gatewaysdk.provider.openaiwire.WireUrls;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Azure is asked, and for which of its three surfaces: {@code /openai/deployments/NAME} with
 * a dated version, {@code /openai/v1} without one, or the Foundry's {@code /models}. Immutable.
 */
final class AzureUrls implements WireUrls {
  private static final String OPENAI = "openai";
  private static final String DEPLOYMENTS = "deployments";
  private static final String V1 = "v1";
  private static final String MODELS = "models";

  private enum Surface {
    DEPLOYMENT,
    UNDATED,
    FOUNDRY
  }

  private final BaseUrl base;
  private final Surface surface;
  private final AzureVersion version;
  private final List<String> prefix;

  private AzureUrls(BaseUrl base, Surface surface, AzureVersion version, List<String> prefix) {
    this.base = base;
    this.surface = surface;
    this.version = version;
    this.prefix = prefix;
  }

  /**
   * @param base the resource's address, or with the path of a surface at its end
   * @param asked null if no version was named
   * @throws ConfigException if the version is none of the surface that the address names
   */
  static AzureUrls of(BaseUrl base, @Nullable AzureVersion asked) {
    if (base.toString().contains("/openai/" + DEPLOYMENTS)) {
      throw new ConfigException(
          "base-url names a deployment; it ends before /openai, and deployment names the rest");
    }
    if (base.endsWith(MODELS)) {
      AzureVersion version = asked == null ? AzureVersion.FOUNDRY : asked;
      requireDated(version.isDated(), version, "/models");
      return new AzureUrls(base, Surface.FOUNDRY, version, List.of());
    }
    AzureVersion version = asked == null ? AzureVersion.UNDATED : asked;
    if (base.endsWith(V1)) {
      requireDated(!version.isDated(), version, "/v1");
      return new AzureUrls(base, Surface.UNDATED, version, List.of());
    }
    Surface surface = version.isDated() ? Surface.DEPLOYMENT : Surface.UNDATED;
    String last = version.isDated() ? DEPLOYMENTS : V1;
    List<String> prefix = base.endsWith(OPENAI) ? List.of(last) : List.of(OPENAI, last);
    return new AzureUrls(base, surface, version, prefix);
  }

  private static void requireDated(boolean sound, AzureVersion version, String path) {
    if (!sound) {
      throw new ConfigException(
          "api-version "
              + version.name()
              + " is none of a base-url that ends in "
              + path
              + ": leave it out, or end the base-url before it");
    }
  }

  @Override
  public RequestUrl of(String model, String path) {
    List<String> segments = new ArrayList<>(prefix);
    if (surface == Surface.DEPLOYMENT) {
      segments.add(model);
    }
    segments.addAll(List.of(path.split("/", -1)));
    RequestUrl url = base.at(segments);
    return version.isInQuery() ? url.query("api-version", version.name()) : url;
  }

  /**
   * Headers besides the credential's. A Foundry's own surface refuses fields that it does not know
   * itself, whatever the model behind it knows, unless it is told to pass them on.
   */
  Map<String, String> headers() {
    return surface == Surface.FOUNDRY ? Map.of("extra-parameters", "pass-through") : Map.of();
  }

  /** What is known there. */
  WireFlavor flavor() {
    if (surface == Surface.FOUNDRY) {
      return WireFlavor.AZURE_FOUNDRY;
    }
    Set<Trait> traits = EnumSet.copyOf(WireFlavor.AZURE.traits());
    if (!version.knowsDevelopers()) {
      traits.removeAll(Set.of(Trait.DEVELOPER_ROLE, Trait.REASONING_EFFORT));
    }
    if (!version.knowsSchemas()) {
      traits.remove(Trait.JSON_SCHEMA);
    }
    if (!version.knowsTools()) {
      traits.remove(Trait.JSON_OBJECT);
    }
    if (version.knowsCompletionTokens()) {
      return new WireFlavor(WireFlavor.AZURE.format(), WireFlavor.AZURE.maxTokensField(), traits);
    }
    traits.removeAll(Set.of(Trait.STREAM_OPTIONS, Trait.PARALLEL_TOOL_CALLS));
    return new WireFlavor(WireFlavor.AZURE.format(), "max_tokens", traits);
  }

  /** The address and what stands before the deployment; it holds no secret. */
  @Override
  public String toString() {
    return (prefix.isEmpty() ? base : base.at(prefix)).toString();
  }
}
