package dev.gatewaysdk.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which path is what. */
final class Routes {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private static final Map<String, Kind> BY_PATH =
      Stream.of(Kind.values())
          .filter(kind -> kind != Kind.OPTIONS && kind != Kind.MODEL)
          .collect(Collectors.toUnmodifiableMap(kind -> kind.path, Function.identity()));

  private final List<String> basePaths;

  /**
   * @param basePaths each with a slash at its start and none at its end
   */
  Routes(List<String> basePaths) {
    this.basePaths =
        basePaths.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** What a body must be. */
  enum Body {
    NONE,
    JSON,
    FORM
  }

  /** What is asked for. */
  enum Kind {
    CHAT("/chat/completions", Body.JSON),
    COMPLETION("/completions", Body.JSON),
    EMBEDDING("/embeddings", Body.JSON),
    IMAGE("/images/generations", Body.JSON),
    SPEECH("/audio/speech", Body.JSON),
    TRANSCRIPTION("/audio/transcriptions", Body.FORM),
    TRANSLATION("/audio/translations", Body.FORM),
    MODERATION("/moderations", Body.JSON),
    RERANK("/rerank", Body.JSON),
    MODELS("/models", Body.NONE),
    MODEL("/models/", Body.NONE),
    HEALTH("/healthz", Body.NONE),
    OPTIONS("", Body.NONE);

    private final String path;
    private final Body body;

    Kind(String path, Body body) {
      this.path = path;
      this.body = body;
    }

    /** What its body must be. */
    Body body() {
      return body;
    }

    /** Whether it can be had only with a key, if there are any. */
    boolean needsKey() {
      return this != HEALTH && this != OPTIONS;
    }

    /** The methods that it takes, as the header {@code Allow} lists them. */
    String allowed() {
      return body == Body.NONE ? "GET, HEAD, OPTIONS" : "POST, OPTIONS";
    }

    private boolean takes(String verb) {
      return body == Body.NONE ? READING.contains(verb) : verb.equals("POST");
    }
  }

  /**
   * A route.
   *
   * @param kind what is asked for
   * @param of what the path is, whatever the method
   * @param model which model; null but for {@link Kind#MODEL}
   */
  record Route(Kind kind, Kind of, @Nullable String model) {}

  /**
   * The route of a request.
   *
   * @throws Refusal if there is none, or not with that method
   */
  Route of(ServerRequest request) {
    Route found = find(request.path());
    if (found == null) {
      throw Refusal.notFound(request.method(), hint());
    }
    if (request.method().equals("OPTIONS")) {
      return new Route(Kind.OPTIONS, found.kind, null);
    }
    if (!found.kind.takes(request.method())) {
      throw Refusal.wrongMethod(found.kind.allowed());
    }
    return found;
  }

  private String hint() {
    return "paths are those of OpenAI below " + String.join(" or ", basePaths);
  }

  private @Nullable Route find(String path) {
    String clean = path.length() > 1 && path.endsWith("/") ? chop(path) : path;
    if (clean.equals("/healthz")) {
      return new Route(Kind.HEALTH, Kind.HEALTH, null);
    }
    for (String base : basePaths) {
      if (clean.startsWith(base) && clean.length() > base.length()) {
        Route route = below(clean.substring(base.length()));
        if (route != null) {
          return route;
        }
      }
    }
    return null;
  }

  private static String chop(String path) {
    return path.substring(0, path.length() - 1);
  }

  private static @Nullable Route below(String rest) {
    Kind kind = BY_PATH.get(rest);
    if (kind != null) {
      return new Route(kind, kind, null);
    }
    String models = Kind.MODEL.path;
    return rest.startsWith(models) ? model(rest.substring(models.length())) : null;
  }

  private static @Nullable Route model(String written) {
    try {
      // A plus sign means itself in a path.
      String id = URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
      return new Route(Kind.MODEL, Kind.MODEL, id);
    } catch (IllegalArgumentException e) {
      return null; // No percent-encoding.
    }
  }
}
