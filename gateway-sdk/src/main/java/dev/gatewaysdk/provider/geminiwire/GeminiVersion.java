package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.HttpOptions;
import java.util.List;

/** The version of the API in a base URL. */
public final class GeminiVersion {
  private static final List<String> KNOWN = List.of("v1", "v1beta", "v1alpha", "v1beta1");

  private GeminiVersion() {}

  /** The URL itself if a version stands at its end, else with the version after it. */
  public static BaseUrl base(BaseUrl url, String version, HttpOptions http) {
    return KNOWN.stream().anyMatch(url::endsWith)
        ? url
        : BaseUrl.parse(url.at(version).toString(), http);
  }
}
