package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.ConfigException;

/** What may stand in a header; checked when it is set, not when it is sent. */
final class HeaderChecks {
  private HeaderChecks() {}

  static void requireName(String name) {
    if (name.isEmpty()) {
      throw new ConfigException("a header's name must not be empty");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == ':') {
        throw new ConfigException(
            "a header's name has a blank, colon, control or non-ASCII character at position " + i);
      }
    }
  }

  static void requireValue(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c >= 0x7f) {
        throw new ConfigException(
            "header "
                + name
                + " has a control or non-ASCII character (such as CR or LF) at position "
                + i);
      }
    }
  }
}
