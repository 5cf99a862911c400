package dev.gatewaysdk.provider.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import okhttp3.Headers;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** The headers of a provider whose requests are signed. Thread-safe. */
public final class SignedHeaders {
  private final RequestSigner signer;
  private final Headers others;

  /**
   * @param options whose headers are added; they are signed, too
   */
  public SignedHeaders(RequestSigner signer, HttpOptions options) {
    this.signer = signer;
    Headers.Builder fixed = new Headers.Builder();
    options.headers().forEach(fixed::set);
    this.others = fixed.build();
  }

  /**
   * The headers for that request; asks the signer.
   *
   * @param json the body; null if there is none
   */
  CredentialHeaders.Prepared sign(
      String method, RequestUrl url, @Nullable Buffer json, long epochMillis) {
    Map<String, String> known = new LinkedHashMap<>();
    others.forEach(
        header -> known.put(header.getFirst().toLowerCase(Locale.ROOT), header.getSecond()));
    if (json != null) {
      known.put("content-type", OneShotBody.JSON.toString());
    }
    Buffer body = json == null ? new Buffer() : json;
    Signature signature =
        signer.sign(UnsignedRequest.of(method, url.url, known, body), epochMillis);
    Headers.Builder headers = others.newBuilder();
    signature.headers().forEach(headers::set);
    return new CredentialHeaders.Prepared(headers.build(), signature.secret());
  }
}
