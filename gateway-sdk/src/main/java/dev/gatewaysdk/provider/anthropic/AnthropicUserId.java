package dev.gatewaysdk.provider.anthropic;

import java.util.regex.Pattern;

/** Tells ids of users that say who they are, which Anthropic does not want to be sent. */
final class AnthropicUserId {
  private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern PHONE = Pattern.compile("\\+?[\\d\\s()./-]{7,24}");

  private AnthropicUserId() {}

  /** Whether it looks like an e-mail address or a phone number. */
  static boolean identifies(String user) {
    return MAIL.matcher(user).find() || PHONE.matcher(user.strip()).matches();
  }
}
