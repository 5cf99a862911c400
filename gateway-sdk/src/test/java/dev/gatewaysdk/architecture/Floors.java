package dev.gatewaysdk.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which package is on which floor of the house; a package that is on none fails the build. */
final class Floors {
  private static final String BASE = "dev.gatewaysdk";
  private static final Map<String, Integer> FLOORS = new TreeMap<>();
  private static final Set<String> SHARED =
      Set.of("http", "openaiwire", "geminiwire", "coherewire");
  private static final Set<String> CONCEPTS = Set.of("guardrail", "limit", "usage", "routing");

  static {
    floor(0, "error", "secret", "json", "time");
    floor(1, "chat", "reply");
    floor(1, "completion", "embedding", "image", "audio", "moderation", "rerank", "catalog");
    floor(2, "call", "target", "price", "structured");
    floor(3, "provider");
    floor(4, "guardrail", "limit", "usage", "routing");
    floor(5, "pipeline");
    floor(6, "endpoint");
    floor(7, "internal", "config");
    floor(8, "");
    floor(9, "testing", "server");
  }

  private Floors() {}

  static int of(String packageName) {
    Integer floor = FLOORS.get(room(packageName));
    if (floor == null) {
      throw new AssertionError(packageName + " is on no floor: give it one in Floors");
    }
    return floor;
  }

  /** The concept that the package belongs to; null if it is no concept's. */
  static String concept(String packageName) {
    if (!packageName.startsWith(BASE)) {
      return null;
    }
    String room = room(packageName);
    return CONCEPTS.contains(room) ? room : null;
  }

  /** The provider adapter that the package belongs to; null if it is none's. */
  static String adapter(String packageName) {
    List<String> names = List.of(packageName.split("\\."));
    return names.size() > 3 && names.get(2).equals("provider") && !SHARED.contains(names.get(3))
        ? names.get(3)
        : null;
  }

  private static String room(String packageName) {
    String rest = packageName.substring(BASE.length());
    return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
  }

  private static void floor(int floor, String... rooms) {
    for (String room : rooms) {
      FLOORS.put(room, floor);
    }
  }
}
