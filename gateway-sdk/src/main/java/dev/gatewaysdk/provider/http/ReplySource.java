package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import java.io.IOException;
import okio.Buffer;
import okio.Source;
import okio.Timeout;

/** A reply's bytes, under its deadlines and its limit of length. Asks the clock once a read. */
final class ReplySource implements Source {
  private final Source body;
  private final Exchange exchange;
  private final long maxBytes;
  private long bytes;

  ReplySource(Source body, Exchange exchange, long maxBytes) {
    this.body = body;
    this.exchange = exchange;
    this.maxBytes = maxBytes;
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    exchange.beforeRead(body.timeout());
    long read = body.read(sink, byteCount);
    if (read > 0) {
      bytes += read;
      if (bytes > maxBytes) {
        throw ProviderException.builder(
                FailureKind.MALFORMED_REPLY,
                "the reply is longer than the limit max-reply-bytes of " + maxBytes + " bytes")
            .build();
      }
    }
    return read;
  }

  @Override
  public Timeout timeout() {
    return body.timeout();
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
