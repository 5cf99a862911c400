package dev.gatewaysdk.provider.http;

import java.io.IOException;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Follows redirects one by one, each checked like the link itself, within the time of one call. */
record MediaRedirects(MediaLinks links) implements Interceptor {
  static final int MOST = 3;

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    for (int followed = 0; ; followed++) {
      Response response = chain.proceed(request);
      if (!STATUSES.contains(response.code())) {
        return response;
      }
      try (response) {
        if (followed == MOST) {
          throw new MediaRefused("it redirects more than " + MOST + " times");
        }
        HttpUrl next = links.redirected(request.url(), response.header("Location"));
        request = request.newBuilder().url(next).build();
      }
    }
  }
}
