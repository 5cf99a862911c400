package dev.gatewaysdk.conformance;

import dev.gatewaysdk.provider.http.HttpOptions;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ByteString;
import okio.Okio;
import okio.Source;
import okio.Timeout;

/**
 * Answers in place of the network, in exactly the pieces it is told: one read of a socket gives one
 * piece. Only for one thread.
 */
public final class CannedHttp {
  private int status = 200;
  private Headers headers = Headers.EMPTY;
  private List<ByteString> pieces = List.of();

  /** Options for an adapter that is to be answered from here. */
  public HttpOptions options() {
    return HttpOptions.builder().customizer(client -> client.addInterceptor(this::answer)).build();
  }

  /** What to answer from now on. */
  public void answer(Recording recording, List<ByteString> pieces) {
    this.status = recording.status();
    this.headers = Headers.of(recording.headers());
    this.pieces = pieces;
  }

  /** The body in two pieces; the first ends before that byte. */
  public static List<ByteString> splitAt(ByteString body, int at) {
    return List.of(body.substring(0, at), body.substring(at));
  }

  private Response answer(Interceptor.Chain chain) {
    ResponseBody body = ResponseBody.create(Okio.buffer(new Pieces(pieces)), null, -1);
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(status)
        .message("")
        .headers(headers)
        .body(body)
        .build();
  }

  private static final class Pieces implements Source {
    private final Queue<ByteString> left;
    private final Timeout timeout = new Timeout();

    Pieces(List<ByteString> pieces) {
      this.left = new ArrayDeque<>(pieces);
    }

    @Override
    public long read(Buffer sink, long byteCount) {
      ByteString piece = left.poll();
      if (piece == null) {
        return -1;
      }
      sink.write(piece);
      return piece.size();
    }

    @Override
    public Timeout timeout() {
      return timeout;
    }

    @Override
    public void close() {}
  }
}
