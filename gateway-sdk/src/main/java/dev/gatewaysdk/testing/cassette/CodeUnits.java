package dev.gatewaysdk.testing.cassette;

import java.util.HexFormat;

/** Text that was cut inside a character, as four hexadecimal digits for each {@code char}. */
final class CodeUnits {
  private static final int DIGITS = 4;

  private CodeUnits() {}

  static String of(String text) {
    StringBuilder hex = new StringBuilder(DIGITS * text.length());
    text.chars().forEach(c -> hex.append(HexFormat.of().toHexDigits((char) c)));
    return hex.toString();
  }

  static String text(String hex) {
    StringBuilder text = new StringBuilder(hex.length() / DIGITS);
    for (int i = 0; i < hex.length(); i += DIGITS) {
      text.append((char) HexFormat.fromHexDigits(hex, i, i + DIGITS));
    }
    return text.toString();
  }
}
