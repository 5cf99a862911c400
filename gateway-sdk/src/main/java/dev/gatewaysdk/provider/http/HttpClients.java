package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.error.ClientClosedException;
import java.net.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** One OkHttp client for each set of time-outs, all of them with the same connections. */
final class HttpClients implements AutoCloseable {
  private static final int MAX_CLIENTS = 64;
  private static final long KEEP_ALIVE_MINUTES = 5;

  /** The client used last: nearly always the one that is wanted next. */
  private record Last(Timeouts timeouts, OkHttpClient client) {}

  private final HttpOptions options;
  private final Dispatcher ownDispatcher = new Dispatcher();
  private final ConnectionPool ownPool;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Timeouts, OkHttpClient> clients = new ConcurrentHashMap<>();
  private volatile @Nullable OkHttpClient base;
  private volatile @Nullable Last last;
  private volatile boolean closed;

  HttpClients(HttpOptions options) {
    this.options = options;
    this.ownPool =
        new ConnectionPool(options.maxConnections(), KEEP_ALIVE_MINUTES, TimeUnit.MINUTES);
  }

  OkHttpClient get(Timeouts timeouts) {
    if (closed) {
      throw new ClientClosedException();
    }
    Last seen = last;
    if (seen != null && seen.timeouts.equals(timeouts)) {
      return seen.client;
    }
    if (clients.size() > MAX_CLIENTS) { // They are cheap to derive again.
      clients.clear();
    }
    OkHttpClient client = clients.computeIfAbsent(timeouts, this::derive);
    last = new Last(timeouts, client);
    return client;
  }

  private OkHttpClient derive(Timeouts timeouts) {
    return base()
        .newBuilder()
        .connectTimeout(timeouts.connect())
        .writeTimeout(timeouts.firstToken())
        .readTimeout(timeouts.firstToken())
        .callTimeout(Duration.ZERO)
        .build();
  }

  private OkHttpClient base() {
    lock.lock();
    try {
      OkHttpClient client = base;
      if (client == null) {
        if (closed) {
          throw new ClientClosedException();
        }
        client = build();
        base = client;
      }
      return client;
    } finally {
      lock.unlock();
    }
  }

  private OkHttpClient build() {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .socketFactory(new NoDelaySocketFactory())
            .dispatcher(ownDispatcher)
            .connectionPool(ownPool);
    Proxy proxy = options.proxy();
    if (proxy != null) {
      builder.proxy(proxy);
    }
    SSLContext context = options.sslContext();
    X509TrustManager trust = options.trustManager();
    if (context != null && trust != null) {
      builder.sslSocketFactory(context.getSocketFactory(), trust);
    }
    options.customize(builder);
    return builder
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .build();
  }

  int connectionsInUse() {
    OkHttpClient client = base;
    if (client == null) {
      return 0;
    }
    ConnectionPool pool = client.connectionPool();
    return pool.connectionCount() - pool.idleConnectionCount();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (base != null) { // What the customizer has put in their place is others', too.
        ownDispatcher.cancelAll();
        ownDispatcher.executorService().shutdown();
        ownPool.evictAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
