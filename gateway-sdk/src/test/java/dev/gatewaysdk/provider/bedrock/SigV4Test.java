package dev.gatewaysdk.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.provider.http.Signature;
import dev.gatewaysdk.provider.http.UnsignedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * AWS's published test suite for Signature Version 4, as far as it applies: a header carries the
 * signature, the path is normalised, and no header has several values or lines. Cases that sign the
 * same as another one (get-vanilla-query, post-header-key-case, post-vanilla-empty-query-value) are
 * left out.
 */
class SigV4Test {
  private static final AwsCredentials EXAMPLE =
      AwsCredentials.of("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  private static final String TOKEN =
      "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";
  private static final long TIME = Instant.parse("2015-08-30T12:36:00Z").toEpochMilli();

  private static Signature sign(
      AwsCredentials with,
      String method,
      String path,
      String query,
      Map<String, String> headers,
      String body) {
    UnsignedRequest request =
        UnsignedRequest.of(
            method,
            "example.amazonaws.com",
            path,
            query,
            headers,
            body.getBytes(StandardCharsets.UTF_8));
    return new SigV4("us-east-1", "service", () -> with).sign(request, TIME);
  }

  private static String signature(Signature signed) {
    String header = signed.headers().get("Authorization");
    return header.substring(header.indexOf("Signature=") + "Signature=".length());
  }

  @ParameterizedTest
  @CsvSource({
    "get-vanilla, GET, /, ," + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "get-relative-normalized, GET, /example/.., ,"
        + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "get-relative-relative-normalized, GET, /example1/example2/../.., ,"
        + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "get-slash-dot-slash-normalized, GET, /./, ,"
        + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "get-slash-normalized, GET, //, ,"
        + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "get-slash-pointless-dot-normalized, GET, /./example, ,"
        + " ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5",
    "get-slashes-normalized, GET, //example//, ,"
        + " 9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
    "get-space-normalized, GET, /example space/, ,"
        + " 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
    "get-unreserved, GET, /-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv"
        + "wxyz, ,"
        + " 07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
    "get-utf8, GET, /ሴ, ," + " 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
    "get-vanilla-empty-query-key, GET, /, Param1=value1,"
        + " a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
    "get-vanilla-query-order-encoded, GET, /, Param-3=Value3&Param=Value2&%E1%88%B4=Value"
        + "1,"
        + " 371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac",
    "get-vanilla-query-order-key-case, GET, /, Param2=value2&Param1=value1,"
        + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    "get-vanilla-query-unreserved, GET, /, -._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"
        + "ghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvw"
        + "xyz,"
        + " 9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
    "get-vanilla-utf8-query, GET, /, %E1%88%B4=bar,"
        + " 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
    "post-vanilla, POST, /, ,"
        + " 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    "post-vanilla-query, POST, /, Param1=value1,"
        + " 28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11"
  })
  void agreesWithThePublishedVectors(
      String name, String method, String path, String query, String expected) {
    assertThat(signature(sign(EXAMPLE, method, path, query, Map.of(), "")))
        .as(name)
        .isEqualTo(expected);
  }

  @Test
  void signsHeadersInOrderAndWithoutDoubleBlanks() {
    assertThat(signature(sign(EXAMPLE, "POST", "/", null, Map.of("my-header1", "value1"), "")))
        .isEqualTo("c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c");
    assertThat(signature(sign(EXAMPLE, "POST", "/", null, Map.of("my-header1", "VALUE1"), "")))
        .isEqualTo("cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d");
    Map<String, String> blanks = new HashMap<>();
    blanks.put("my-header2", "\"a   b   c\"");
    blanks.put("my-header1", " value1");
    assertThat(signature(sign(EXAMPLE, "GET", "/", null, blanks, "")))
        .isEqualTo("acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
  }

  @Test
  void signsTheTokenOfTemporaryCredentials() {
    AwsCredentials temporary =
        new AwsCredentials(EXAMPLE.accessKeyId(), EXAMPLE.secretAccessKey(), TOKEN);

    Signature signed = sign(temporary, "GET", "/", null, Map.of(), "");

    assertThat(signed.headers())
        .containsEntry("x-amz-security-token", TOKEN)
        .containsEntry("x-amz-date", "20150830T123600Z")
        .containsEntry(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders=host;x-amz-date;x-amz-security-token,"
                + " Signature=07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8");
    assertThat(signed.secret()).isEqualTo(TOKEN);
  }

  @Test
  void signsTheBody() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/x-www-form-urlencoded");
    headers.put("content-length", "13");
    headers.put(
        "x-amz-content-sha256", "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e");

    assertThat(signature(sign(EXAMPLE, "POST", "/", null, headers, "Param1=value1")))
        .isEqualTo("d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b");
    headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
    assertThat(signature(sign(EXAMPLE, "POST", "/", null, headers, "Param1=value1")))
        .isEqualTo("328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422");
  }

  @Test
  void leavesOutHeadersThatProxiesChange() {
    assertThat(signature(sign(EXAMPLE, "POST", "/", null, Map.of("user-agent", "x"), "")))
        .isEqualTo(signature(sign(EXAMPLE, "POST", "/", null, Map.of(), "")));
  }

  @Test
  void encodesThePathOnceMoreThanItIsSent() {
    String sent = signature(sign(EXAMPLE, "POST", "/model/a%3A0", null, Map.of(), ""));

    assertThat(sent)
        .isNotEqualTo(signature(sign(EXAMPLE, "POST", "/model/a:0", null, Map.of(), "")));
  }
}
