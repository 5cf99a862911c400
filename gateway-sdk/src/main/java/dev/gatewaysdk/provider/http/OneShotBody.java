package dev.gatewaysdk.provider.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;

/**
 * A request body that is moved to the socket rather than copied, so it can be sent only once.
 *
 * <p>It also is the witness of how far the request came: OkHttp begins to write it once the
 * connection stands.
 */
final class OneShotBody extends RequestBody {
  private static final MediaType JSON = MediaType.get("application/json");

  private final Buffer content;
  private final long length;
  private boolean begun;
  private boolean written;

  OneShotBody(Buffer content) {
    this.content = content;
    this.length = content.size();
  }

  @Override
  public MediaType contentType() {
    return JSON;
  }

  @Override
  public long contentLength() {
    return length;
  }

  /** Keeps OkHttp from sending the request again on its own, such as after a 503. */
  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    begun = true;
    sink.write(content, length);
    written = true;
  }

  /** Whether there was a connection. */
  boolean begun() {
    return begun;
  }

  /** Whether all of it was handed to the socket, so that the provider may have it. */
  boolean written() {
    return written;
  }
}
