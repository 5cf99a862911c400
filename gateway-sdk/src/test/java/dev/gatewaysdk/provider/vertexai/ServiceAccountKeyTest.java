package dev.gatewaysdk.provider.vertexai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.HttpOptions;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAccountKeyTest {
  private static final String TOKEN_URI = "https://oauth2.googleapis.com/token";

  private static ServiceAccountKey parse(String json) {
    return ServiceAccountKey.parse(json, HttpOptions.defaults());
  }

  private static Map<String, Object> decoded(String part) {
    byte[] json = Base64.getUrlDecoder().decode(part);
    return RawJson.parse(new String(json, StandardCharsets.UTF_8)).toMap();
  }

  @Test
  void signsWhoAsksForAnHour() throws Exception {
    ServiceAccountKey key = parse(KeyFiles.json(TOKEN_URI));

    String[] parts = key.assertion(1_700_000_000_999L).split("\\.");

    assertThat(decoded(parts[0])).isEqualTo(Map.of("alg", "RS256", "typ", "JWT", "kid", "key-1"));
    assertThat(decoded(parts[1]))
        .isEqualTo(
            Map.of(
                "iss",
                "gateway@test-project.iam.gserviceaccount.com",
                "scope",
                "https://www.googleapis.com/auth/cloud-platform",
                "aud",
                TOKEN_URI,
                "iat",
                1_700_000_000L,
                "exp",
                1_700_003_600L));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(KeyFiles.KEYS.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    assertThat(key.tokenUrl()).hasToString(TOKEN_URI);
    assertThat(key.toString()).doesNotContain("gateway@");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://tokens.example.com/token|token_uri is plain http",
        "ftp://tokens.example.com|token_uri must begin with https://",
        "https://user:pw@tokens.example.com/token|token_uri must not hold a user name",
      })
  void sendsNoAssertionInTheClear(String tokenUri, String message) {
    assertThatThrownBy(() -> parse(KeyFiles.json(tokenUri)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("credentials: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_email", "private_key", "token_uri"})
  void namesWhatIsMissing(String field) {
    Map<String, Object> fields = new LinkedHashMap<>(KeyFiles.fields(TOKEN_URI));
    fields.remove(field);

    assertThatThrownBy(() -> parse(RawJson.of(fields).text()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("has no " + field);
  }

  @Test
  void refusesOtherThanKeyFilesWithoutRepeatingThem() {
    Map<String, Object> fields = new LinkedHashMap<>(KeyFiles.fields(TOKEN_URI));
    fields.put("private_key", "-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----");

    for (String json :
        new String[] {
          "canary",
          "[\"canary\"]",
          "{\"type\":\"external_account\",\"x\":\"canary\"}",
          RawJson.of(fields).text()
        }) {
      assertThatThrownBy(() -> parse(json))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("credentials")
          .hasMessageNotContaining("canary")
          .hasNoCause();
    }
  }
}
