package dev.gatewaysdk.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** OkHttp as people use it for this, but for the pool, which is sized to the load. */
final class BareHttp {
  private BareHttp() {}

  static OkHttpClient client() {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(256, 5, TimeUnit.MINUTES))
        .readTimeout(Duration.ofSeconds(120))
        .build();
  }

  static Request post(String url, RequestBody body) {
    return new Request.Builder()
        .url(url)
        .header("Authorization", "Bearer sk-sample")
        .post(body)
        .build();
  }
}
