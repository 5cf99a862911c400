package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.call.Media;
import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ConfigException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Fetches pictures (PNG, JPEG, GIF, WebP) and PDF documents from public hosts, and from nowhere
 * else. Thread-safe; opens nothing before the first link.
 *
 * <p>Sends no credentials, cookies or headers of the gateway, goes through no proxy, and connects
 * to public addresses only, which is checked when each connection is made. See {@code
 * docs/media.md} for the rules and what they are good for.
 */
public final class HttpMediaFetcher implements MediaFetcher {
  /** The longest file that is fetched: 10 MiB. */
  public static final long DEFAULT_MAX_SIZE = 10L << 20;

  /** The longest a fetch takes, redirects included: 10 s. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  static final long MOST_SIZE = 64L << 20;
  private static final Duration SHORTEST = Duration.ofMillis(1); // What sockets count in.
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int IDLE_CONNECTIONS = 8;
  private static final String TAKEN =
      "image/png, image/jpeg, image/gif, image/webp, application/pdf";

  private final MediaLinks links;
  private final long maxSize;
  private final Duration timeout;
  private final Timeouts socketTimeouts;
  private final HttpClients clients;

  private HttpMediaFetcher(Builder builder) {
    this(builder, Dns.SYSTEM, PublicAddresses::contain, MediaLinks.WEB_PORTS);
  }

  /** For tests, which have only this machine to connect to. */
  HttpMediaFetcher(
      Builder builder, Dns names, Predicate<InetAddress> addresses, IntPredicate ports) {
    this.links = new MediaLinks(builder.hosts, builder.allowPlainHttp, ports, addresses);
    this.maxSize = builder.maxSize;
    this.timeout = builder.timeout;
    this.socketTimeouts =
        Timeouts.DEFAULTS.withConnect(timeout).withFirstToken(timeout).withBetweenTokens(timeout);
    PublicSockets sockets = new PublicSockets(addresses, names);
    this.clients =
        new HttpClients(
            HttpOptions.builder()
                .proxy(Proxy.NO_PROXY) // A proxy would look names up by itself, unchecked.
                .maxConnections(IDLE_CONNECTIONS)
                .customizer(client -> guard(client, sockets))
                .build());
  }

  /** One that fetches from every public host by https. */
  public static HttpMediaFetcher defaults() {
    return builder().build();
  }

  /** Starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  private void guard(OkHttpClient.Builder client, PublicSockets sockets) {
    client
        .dns(sockets)
        .socketFactory(sockets)
        .protocols(List.of(Protocol.HTTP_1_1)) // Headers of HTTP/2 have no end, and take a thread.
        .addInterceptor(new MediaRedirects(links));
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.gatewaysdk.error.ConfigException if real sockets are forbidden
   * @throws dev.gatewaysdk.error.ClientClosedException after {@link #close()}
   */
  @Override
  public Media fetch(String url, Duration atMost, Cancellation cancellation) throws IOException {
    NetworkSwitch.requireOn();
    cancellation.throwIfCancelled();
    HttpUrl link = HttpUrl.parse(url);
    if (link == null) {
      throw new IOException("cannot fetch media: the link is no URL of http or https");
    }
    Duration time = atMost.compareTo(timeout) < 0 ? atMost : timeout;
    Call call = clients.get(socketTimeouts).newCall(request(link));
    call.timeout().timeout(Math.max(1, time.toNanos()), TimeUnit.NANOSECONDS);
    Runnable cancel = call::cancel;
    cancellation.onCancel(cancel);
    try {
      links.require(link);
      try (Response response = HttpTransport.execute(call)) {
        return read(response);
      }
    } catch (IOException e) {
      throwIfStopped(e, call, cancellation);
      throw new IOException("cannot fetch media from " + link.host() + ": " + why(e, time), e);
    } finally {
      cancellation.remove(cancel);
    }
  }

  private static Request request(HttpUrl link) {
    return new Request.Builder()
        .url(link)
        .header("Accept", TAKEN)
        .header("Accept-Encoding", "identity") // What is not inflated cannot grow.
        .header("User-Agent", "gateway-sdk")
        .build();
  }

  private Media read(Response response) throws IOException {
    if (response.code() != 200) {
      throw new MediaRefused("it answers with status " + response.code());
    }
    String encoding = response.header("Content-Encoding", "identity");
    if (!"identity".equalsIgnoreCase(encoding)) {
      throw new MediaRefused("it sends the file compressed, although asked not to");
    }
    if (response.body().contentLength() > maxSize) {
      throw tooLarge();
    }
    BufferedSource source = response.body().source();
    source.request(MediaKinds.HEAD);
    String type = MediaKinds.typeOf(source.getBuffer().snapshot());
    if (type == null) {
      throw new MediaRefused("what it sends is no PNG, JPEG, GIF, WebP or PDF");
    }
    if (source.request(maxSize + 1)) { // Whatever length was announced.
      throw tooLarge();
    }
    return Media.of(source.readByteArray(), type);
  }

  private MediaRefused tooLarge() {
    return new MediaRefused("it is longer than the " + maxSize + " bytes that are allowed");
  }

  private static void throwIfStopped(IOException e, Call call, Cancellation cancellation) {
    if (cancellation.isCancelled()) {
      throw new CallCancelledException("the call was cancelled", e);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CallCancelledException("the thread of the call was interrupted", e);
    }
    if (call.isCanceled() && !(e instanceof InterruptedIOException)) {
      throw new CallCancelledException("the gateway was closed during the call", e);
    }
  }

  private String why(IOException e, Duration time) {
    if (e instanceof MediaRefused || e instanceof MediaRefused.Address) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof InterruptedIOException) {
      return time.equals(timeout)
          ? "it takes longer than the " + timeout.toMillis() + " ms that are allowed"
          : "the time of the call ran out";
    }
    if (e instanceof UnknownHostException) {
      return "no address found";
    }
    if (e instanceof SSLException) {
      return "TLS failed";
    }
    return e instanceof ConnectException ? "nobody answers there" : "the connection broke";
  }

  /** Stops what is under way and closes all connections. Idempotent. */
  @Override
  public void close() {
    clients.close();
  }

  /** Its limits. */
  @Override
  public String toString() {
    return "HttpMediaFetcher(maxSize=" + maxSize + ", timeout=" + timeout + ")";
  }

  /**
   * Builds an {@link HttpMediaFetcher}; not for use by several threads. Setters check at once and
   * throw {@link ConfigException}.
   */
  public static final class Builder {
    private static final Pattern HOST =
        Pattern.compile("(\\*\\.)?[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})+");

    private List<String> hosts = List.of();
    private long maxSize = DEFAULT_MAX_SIZE;
    private Duration timeout = DEFAULT_TIMEOUT;
    private boolean allowPlainHttp;

    private Builder() {}

    /**
     * The only hosts to fetch from, redirects included, such as {@code images.example.com}, or
     * {@code *.example.com} for all below a domain. Default: every public host.
     *
     * @throws ConfigException if there is none, or one is no host's name in ASCII; says which
     */
    public Builder hosts(List<String> hosts) {
      if (hosts.isEmpty()) {
        throw new ConfigException("hosts is empty; leave it out to fetch from every public host");
      }
      List<String> lower = new ArrayList<>();
      for (String host : hosts) {
        String name = host.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(name).matches()) {
          throw new ConfigException(
              "hosts has '"
                  + host
                  + "'; allowed: a name such as images.example.com, or"
                  + " *.example.com for all below it");
        }
        lower.add(name);
      }
      this.hosts = List.copyOf(lower);
      return this;
    }

    /** The longest file in bytes, 1 to 64 MiB. Default: 10 MiB. */
    public Builder maxSize(long maxSize) {
      if (maxSize < 1 || maxSize > MOST_SIZE) {
        throw new ConfigException("max-size is " + maxSize + "; allowed: 1 to " + MOST_SIZE);
      }
      this.maxSize = maxSize;
      return this;
    }

    /** The longest a fetch may take, redirects included, 1 ms to 10 min. Default: 10 s. */
    public Builder timeout(Duration timeout) {
      if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
        throw new ConfigException("timeout is " + timeout + "; allowed: 1ms to 10m");
      }
      this.timeout = timeout;
      return this;
    }

    /**
     * Whether links of plain http are followed, too, which anybody on the way can read and change.
     * From https to http no redirect is followed in either case. Default: false.
     */
    public Builder allowPlainHttp(boolean allow) {
      this.allowPlainHttp = allow;
      return this;
    }

    /** The fetcher. */
    public HttpMediaFetcher build() {
      return new HttpMediaFetcher(this);
    }
  }
}
