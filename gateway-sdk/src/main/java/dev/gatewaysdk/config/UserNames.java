package dev.gatewaysdk.config;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Names;

/** Rules for the names that stand in a file. */
final class UserNames {
  private static final int MOST_CHARACTERS = 200;

  private UserNames() {}

  /** Whether it is a name to give to an endpoint or a provider; reports it if not. */
  static boolean check(String name, Place place) {
    if (name.length() > MOST_CHARACTERS) {
      place.report(
          "the name has " + name.length() + " characters; allowed: 1 to " + MOST_CHARACTERS);
      return false;
    }
    if (name.contains("${") || name.contains("{{")) {
      place.report("the name has a placeholder in it; placeholders are for values only");
      return false;
    }
    if (name.startsWith("@") || name.contains("/")) {
      place.report("the name has an @ at its start or a /, which are for @provider/model");
      return false;
    }
    return checkOther("the name", name, place);
  }

  /** Whether a model or tag may have that name; reports it if not. */
  static boolean checkOther(String what, String name, Place place) {
    try {
      Names.require("", name);
      return true;
    } catch (InvalidRequestException e) {
      place.report(what + " " + String.valueOf(e.getMessage()).substring(": ".length()));
      return false;
    }
  }
}
