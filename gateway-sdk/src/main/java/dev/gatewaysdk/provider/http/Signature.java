package dev.gatewaysdk.provider.http;

import java.util.Map;

/**
 * What is added to a request that was signed.
 *
 * @param headers the signature and whatever was signed with it, such as the time; unmodifiable
 * @param secret what of the credentials the headers hold, or else the key that signed: replaced
 *     wherever the provider echoes it
 */
public record Signature(Map<String, String> headers, String secret) {
  public Signature {
    headers = Map.copyOf(headers);
  }

  /** Says nothing: everything in it is confidential. */
  @Override
  public String toString() {
    return "Signature(***)";
  }
}
