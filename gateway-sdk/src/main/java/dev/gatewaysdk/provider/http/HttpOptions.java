package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.ConfigException;
import java.net.Proxy;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** How a provider's HTTP connections are made. Immutable; one instance may serve many providers. */
public final class HttpOptions {
  /** Idle connections kept, 5 minutes each: 256. */
  public static final int DEFAULT_MAX_CONNECTIONS = 256;

  /** The longest reply that is read: 64 MiB, after decompression. */
  public static final long DEFAULT_MAX_REPLY_BYTES = 64L << 20;

  private static final HttpOptions DEFAULTS = builder().build();

  /** Credentials come from the provider's settings, framing from the transport. */
  private static final Set<String> RESERVED =
      Set.of(
          "authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "content-type",
          "content-length",
          "transfer-encoding");

  private final @Nullable Proxy proxy;
  private final @Nullable SSLContext sslContext;
  private final @Nullable X509TrustManager trustManager;
  private final Map<String, String> headers;
  private final int maxConnections;
  private final boolean allowPlainHttp;
  private final long maxReplyBytes;
  private final Consumer<OkHttpClient.Builder> customizer;

  private HttpOptions(Builder builder) {
    this.proxy = builder.proxy;
    this.sslContext = builder.sslContext;
    this.trustManager = builder.trustManager;
    this.headers = Map.copyOf(builder.headers);
    this.maxConnections = builder.maxConnections;
    this.allowPlainHttp = builder.allowPlainHttp;
    this.maxReplyBytes = builder.maxReplyBytes;
    this.customizer = builder.customizer;
  }

  /** The defaults of every setting. */
  public static HttpOptions defaults() {
    return DEFAULTS;
  }

  /** Starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** The proxy; null to follow the JVM's own proxy settings. */
  public @Nullable Proxy proxy() {
    return proxy;
  }

  /** Where TLS sockets come from; null for the platform's. */
  public @Nullable SSLContext sslContext() {
    return sslContext;
  }

  /** What decides on server certificates; null for the platform's, else beside a context. */
  public @Nullable X509TrustManager trustManager() {
    return trustManager;
  }

  /** Headers added to every request; unmodifiable. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Idle connections kept for reuse, at least 1. */
  public int maxConnections() {
    return maxConnections;
  }

  /** Whether a base URL may be plain http to a host other than this one. */
  public boolean allowPlainHttp() {
    return allowPlainHttp;
  }

  /** The longest reply that is read, in bytes after decompression; at least 1. */
  public long maxReplyBytes() {
    return maxReplyBytes;
  }

  void customize(OkHttpClient.Builder client) {
    customizer.accept(client);
  }

  /** Without the headers' values, which may be secret. */
  @Override
  public String toString() {
    return "HttpOptions(proxy="
        + proxy
        + ", ownTls="
        + (sslContext != null)
        + ", headers="
        + headers.keySet()
        + ", maxConnections="
        + maxConnections
        + ", allowPlainHttp="
        + allowPlainHttp
        + ", maxReplyBytes="
        + maxReplyBytes
        + ")";
  }

  /** Builds {@link HttpOptions}; setters check at once and throw {@link ConfigException}. */
  public static final class Builder {
    private @Nullable Proxy proxy;
    private @Nullable SSLContext sslContext;
    private @Nullable X509TrustManager trustManager;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int maxConnections = DEFAULT_MAX_CONNECTIONS;
    private boolean allowPlainHttp;
    private long maxReplyBytes = DEFAULT_MAX_REPLY_BYTES;
    private Consumer<OkHttpClient.Builder> customizer = client -> {};

    private Builder() {}

    /** The proxy to go through; {@link Proxy#NO_PROXY} for none. Default: the JVM's settings. */
    public Builder proxy(Proxy proxy) {
      this.proxy = proxy;
      return this;
    }

    /**
     * Own TLS, for a private certificate authority or client certificates.
     *
     * @param trustManager the one that the context was initialised with
     */
    public Builder tls(SSLContext context, X509TrustManager trustManager) {
      this.sslContext = context;
      this.trustManager = trustManager;
      return this;
    }

    /**
     * Adds a header to every request; the last value of a name counts.
     *
     * @throws ConfigException if it carries credentials or frames the message, which is not up to
     *     the user, or holds a character that no header may have, such as CR or LF
     */
    public Builder header(String name, String value) {
      if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        throw new ConfigException(
            "header " + name + " is set by the provider: use its own setting instead");
      }
      HeaderChecks.requireName(name);
      HeaderChecks.requireValue(name, value);
      headers.keySet().removeIf(name::equalsIgnoreCase);
      headers.put(name, value);
      return this;
    }

    /** Idle connections kept for reuse; as many as there are calls at once. Default: 256. */
    public Builder maxConnections(int maxConnections) {
      if (maxConnections < 1) {
        throw new ConfigException("max-connections is " + maxConnections + "; at least 1");
      }
      this.maxConnections = maxConnections;
      return this;
    }

    /**
     * Whether a base URL may be plain http to a host other than this one, so that keys and prompts
     * cross the network in the clear. Default: false.
     */
    public Builder allowPlainHttp(boolean allow) {
      this.allowPlainHttp = allow;
      return this;
    }

    /** The longest reply that is read, in bytes after decompression. Default: 64 MiB. */
    public Builder maxReplyBytes(long maxReplyBytes) {
      if (maxReplyBytes < 1) {
        throw new ConfigException("max-reply-bytes is " + maxReplyBytes + "; at least 1");
      }
      this.maxReplyBytes = maxReplyBytes;
      return this;
    }

    /**
     * Last say on the HTTP client: interceptors, DNS, an authenticator for the proxy. Redirects,
     * silent retries and time-outs stay as the gateway sets them. Called once, at the first call.
     */
    public Builder customizer(Consumer<OkHttpClient.Builder> customizer) {
      this.customizer = customizer;
      return this;
    }

    /** The options. */
    public HttpOptions build() {
      return new HttpOptions(this);
    }
  }
}
