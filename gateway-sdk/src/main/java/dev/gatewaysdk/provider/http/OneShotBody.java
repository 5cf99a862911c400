package dev.gatewaysdk.provider.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A request body that can be sent only once.
 *
 * <p>It also is the witness of how far the request came: OkHttp begins to write it once the
 * connection stands.
 */
final class OneShotBody extends RequestBody implements Sending {
  private static final MediaType JSON = MediaType.get("application/json");

  private final RequestBody content;
  private boolean begun;
  private boolean written;

  OneShotBody(RequestBody content) {
    this.content = content;
  }

  /** JSON that is moved to the socket rather than copied. */
  static OneShotBody json(Buffer json) {
    return new OneShotBody(new Moved(json));
  }

  @Override
  public @Nullable MediaType contentType() {
    return content.contentType();
  }

  @Override
  public long contentLength() throws IOException {
    return content.contentLength();
  }

  /** Keeps OkHttp from sending the request again on its own, such as after a 503. */
  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    begun = true;
    content.writeTo(sink);
    written = true;
  }

  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public boolean written() {
    return written;
  }

  private static final class Moved extends RequestBody {
    private final Buffer json;
    private final long length;

    Moved(Buffer json) {
      this.json = json;
      this.length = json.size();
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(json, length);
    }
  }
}
