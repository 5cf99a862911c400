package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.provider.http.Percent;
import dev.gatewaysdk.provider.http.RequestSigner;
import dev.gatewaysdk.provider.http.Signature;
import dev.gatewaysdk.provider.http.UnsignedRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AWS's Signature Version 4 in the {@code Authorization} header.
 *
 * <p>Signs the method, the path, the query, every header but those that proxies change, and the
 * body. The path is normalised, and encoded once more than it is sent, as every service but S3
 * wants it. Source: AWS's page on how to create a signed request.
 */
final class SigV4 implements RequestSigner {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String HMAC = "HmacSHA256";
  private static final Set<String> UNSIGNED =
      Set.of("connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id");
  private static final Pattern BLANKS = Pattern.compile(" {2,}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = 8;

  private final String region;
  private final String service;
  private final Supplier<AwsCredentials> credentials;

  /**
   * @param credentials asked for each request
   */
  SigV4(String region, String service, Supplier<AwsCredentials> credentials) {
    this.region = region;
    this.service = service;
    this.credentials = credentials;
  }

  @Override
  public Signature sign(UnsignedRequest request, long epochMillis) {
    AwsCredentials with = credentials.get();
    String time = TIME.format(Instant.ofEpochMilli(epochMillis));
    Map<String, String> added = new LinkedHashMap<>();
    added.put("x-amz-date", time);
    if (with.sessionToken() != null) {
      added.put("x-amz-security-token", with.sessionToken());
    }
    TreeMap<String, String> signed = new TreeMap<>(request.headers());
    signed.keySet().removeAll(UNSIGNED);
    signed.put("host", request.host());
    signed.putAll(added);
    String names = String.join(";", signed.keySet());
    String scope = time.substring(0, DATE_LENGTH) + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        String.join("\n", ALGORITHM, time, scope, sha256(canonical(request, signed, names)));
    String signature = HexFormat.of().formatHex(hmac(key(with, time), toSign));
    added.put(
        "Authorization",
        ALGORITHM
            + " Credential="
            + with.accessKeyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + signature);
    String secret = with.sessionToken() == null ? with.secretAccessKey() : with.sessionToken();
    return new Signature(added, secret);
  }

  private static String canonical(
      UnsignedRequest request, TreeMap<String, String> signed, String names) {
    StringBuilder text = new StringBuilder(512);
    text.append(request.method()).append('\n');
    text.append(path(request.path()));
    text.append('\n').append(query(request.query())).append('\n');
    signed.forEach(
        (name, value) ->
            text.append(name)
                .append(':')
                .append(BLANKS.matcher(value.strip()).replaceAll(" "))
                .append('\n'));
    return text.append('\n').append(names).append('\n').append(request.bodySha256()).toString();
  }

  /** Without empty segments and dots, which the other side takes out before it checks. */
  private static String path(String sent) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : sent.split("/")) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(Percent.encode(segment));
      }
    }
    String end = sent.endsWith("/") && !segments.isEmpty() ? "/" : "";
    return "/" + String.join("/", segments) + end;
  }

  private static String query(@Nullable String query) {
    return query == null || query.isEmpty()
        ? ""
        : Arrays.stream(query.split("&"))
            .map(pair -> pair.contains("=") ? pair : pair + "=")
            .sorted((a, b) -> byNameFirst(a).compareTo(byNameFirst(b)))
            .collect(Collectors.joining("&"));
  }

  /** So that a name sorts before a longer one that begins with it. */
  private static String byNameFirst(String pair) {
    return pair.replaceFirst("=", "\0");
  }

  private byte[] key(AwsCredentials with, String time) {
    byte[] key = ("AWS4" + with.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
    key = hmac(key, time.substring(0, DATE_LENGTH));
    key = hmac(key, region);
    key = hmac(key, service);
    return hmac(key, "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + HMAC, e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
