package dev.gatewaysdk.provider.http;

import okhttp3.HttpUrl;

/** Where requests go, parsed once. Immutable. */
public final class RequestUrl {
  final HttpUrl url;

  RequestUrl(HttpUrl url) {
    this.url = url;
  }

  /** The same with a parameter in its query; the value is encoded. */
  public RequestUrl query(String name, String value) {
    return new RequestUrl(url.newBuilder().addQueryParameter(name, value).build());
  }

  /** The URL; it holds no secret. */
  @Override
  public String toString() {
    return url.toString();
  }
}
