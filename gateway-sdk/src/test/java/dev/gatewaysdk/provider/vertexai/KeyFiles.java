package dev.gatewaysdk.provider.vertexai;

import dev.gatewaysdk.json.RawJson;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Key files of service accounts that do not exist, with a key made for this run. */
final class KeyFiles {
  static final KeyPair KEYS = keys();

  private KeyFiles() {}

  static Map<String, Object> fields(String tokenUri) {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(KEYS.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "service_account");
    fields.put("project_id", "test-project");
    fields.put("private_key_id", "key-1");
    fields.put("private_key", pem);
    fields.put("client_email", "gateway@test-project.iam.gserviceaccount.com");
    fields.put("token_uri", tokenUri);
    return fields;
  }

  static String json(String tokenUri) {
    return RawJson.of(fields(tokenUri)).text().replace(",", ",\n  ");
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
