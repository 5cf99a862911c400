package dev.gatewaysdk.provider.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** The witness of how far a request without a body came: OkHttp asks it on the connection. */
final class SentHeaders implements Interceptor, Sending {
  private boolean begun;

  @Override
  public Response intercept(Chain chain) throws IOException {
    begun = true;
    return chain.proceed(chain.request());
  }

  @Override
  public boolean begun() {
    return begun;
  }

  /** Headers go out in one piece. */
  @Override
  public boolean written() {
    return begun;
  }
}
