package dev.gatewaysdk.contract;

import dev.gatewaysdk.provider.http.HttpOptions;
import java.util.ArrayDeque;
import java.util.Queue;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;

/**
 * Answers in place of the network, in exactly the pieces it is told: one read of a socket would
 * give one piece. For one thread.
 */
final class ByteSource {
  private CannedAnswer answer = CannedAnswer.json(500, "{}");

  /** Options for an adapter that is to be answered from here. */
  HttpOptions options() {
    return HttpOptions.builder().customizer(client -> client.addInterceptor(this::answer)).build();
  }

  /** What to answer from now on. */
  void answer(CannedAnswer answer) {
    this.answer = answer;
  }

  private Response answer(Interceptor.Chain chain) {
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(answer.status())
        .message("")
        .headers(Headers.of(answer.headers()))
        .body(ResponseBody.create(Okio.buffer(new Pieces(answer)), null, -1))
        .build();
  }

  private static final class Pieces implements Source {
    private final Queue<byte[]> left;
    private final Timeout timeout = new Timeout();

    Pieces(CannedAnswer answer) {
      this.left = new ArrayDeque<>(answer.pieces());
    }

    @Override
    public long read(Buffer sink, long byteCount) {
      for (byte[] piece = left.poll(); piece != null; piece = left.poll()) {
        if (piece.length > 0) {
          sink.write(piece);
          return piece.length;
        }
      }
      return -1;
    }

    @Override
    public Timeout timeout() {
      return timeout;
    }

    @Override
    public void close() {}
  }
}
