package dev.gatewaysdk.faults;

import dev.gatewaysdk.error.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;

/** What can go wrong at a provider, and what must come of it. */
enum Fault {
  REFUSED(FailureKind.UNAVAILABLE, When.BEFORE_CONTENT) {
    @Override
    @Nullable MockResponse response(Wire wire, boolean streamed, Instant now) {
      return null; // Nothing listens.
    }
  },
  RESET_BEFORE_HEADERS(FailureKind.UNAVAILABLE, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
    }
  },
  RESET_MID_BODY(FailureKind.UNAVAILABLE, When.AFTER_CONTENT_IF_STREAMED) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      String body =
          streamed
              ? String.join("", wire.start()) + wire.text("Hel") + "\n".repeat(20_000)
              : wire.whole("x".repeat(20_000));
      return new MockResponse.Builder()
          .setHeader("Content-Type", streamed ? "text/event-stream" : "application/json")
          .body(body)
          .onResponseBody(new SocketEffect.CloseSocket())
          .build();
    }
  },
  STALL(FailureKind.TIMEOUT, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
    }
  },
  TRUNCATED_JSON(FailureKind.MALFORMED_REPLY, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      String whole = wire.whole("Hello");
      return streamed
          ? Wire.stream("data: {\"id\":\"x\",\"choices\":[{\"ind\n\n").build()
          : Wire.json(200, whole.substring(0, whole.length() / 2)).build();
    }
  },
  ERROR_BODY_WITH_200(FailureKind.UNAVAILABLE, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return Wire.json(200, wire.errorBody("api_error", "Internal server error")).build();
    }
  },
  HTML(FailureKind.MALFORMED_REPLY, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return new MockResponse.Builder()
          .setHeader("Content-Type", "text/html")
          .body("<html><body>Please log in to the Wi-Fi</body></html>")
          .build();
    }
  },
  NO_TERMINAL_EVENT(FailureKind.MALFORMED_REPLY, When.AFTER_CONTENT_IF_STREAMED) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return streamed
          ? Wire.stream(String.join("", wire.start()) + wire.text("Hel")).build()
          : Wire.json(200, "").build(); // The unary twin: a body without an end or a beginning.
    }
  },
  RATE_LIMITED(FailureKind.RATE_LIMITED, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return rateLimit(wire).build();
    }
  },
  RATE_LIMITED_SECONDS(FailureKind.RATE_LIMITED, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return rateLimit(wire).setHeader("Retry-After", "2").build();
    }

    @Override
    Duration retryAfter() {
      return Duration.ofSeconds(2);
    }
  },
  RATE_LIMITED_DATE(FailureKind.RATE_LIMITED, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      String date =
          DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusSeconds(3).atOffset(ZoneOffset.UTC));
      return rateLimit(wire).setHeader("Retry-After", date).build();
    }

    @Override
    Duration retryAfter() {
      return Duration.ofSeconds(3);
    }

    @Override
    Duration retryAfterAtLast() {
      return Duration.ZERO; // The date has come by the second try.
    }
  },
  RATE_LIMITED_MILLIS(FailureKind.RATE_LIMITED, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return rateLimit(wire).setHeader("retry-after-ms", "250").build();
    }

    @Override
    Duration retryAfter() {
      return Duration.ofMillis(250);
    }
  },
  RATE_LIMITED_FOUR_DAYS(FailureKind.RATE_LIMITED, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return rateLimit(wire).setHeader("Retry-After", "345600").build();
    }

    @Override
    Duration retryAfter() {
      return Duration.ofDays(4);
    }
  },
  SERVER_ERROR(FailureKind.UNAVAILABLE, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return Wire.json(500, wire.errorBody("api_error", "Internal server error")).build();
    }
  },
  OVERLOADED(FailureKind.OVERLOADED, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return Wire.json(529, wire.errorBody("overloaded_error", "Overloaded")).build();
    }
  },
  ERROR_EVENT_AFTER_START(FailureKind.UNAVAILABLE, When.BEFORE_CONTENT) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return streamed
          ? Wire.stream(String.join("", wire.start()) + wire.errorEvent()).build()
          : SERVER_ERROR.response(wire, false, now);
    }
  },
  ERROR_EVENT_AFTER_TEXT(FailureKind.UNAVAILABLE, When.AFTER_CONTENT_IF_STREAMED) {
    @Override
    MockResponse response(Wire wire, boolean streamed, Instant now) {
      return streamed
          ? Wire.stream(String.join("", wire.start()) + wire.text("Hel") + wire.errorEvent())
              .build()
          : SERVER_ERROR.response(wire, false, now);
    }
  };

  private enum When {
    BEFORE_CONTENT,
    AFTER_CONTENT_IF_STREAMED
  }

  final FailureKind kind;
  private final When when;

  Fault(FailureKind kind, When when) {
    this.kind = kind;
    this.when = when;
  }

  /** The provider's answer; null if there is no provider to answer. */
  abstract @Nullable MockResponse response(Wire wire, boolean streamed, Instant now);

  /** How long the provider asks to wait; null if it does not say. */
  @Nullable Duration retryAfter() {
    return null;
  }

  /** The same at the last try of the call. */
  @Nullable Duration retryAfterAtLast() {
    return retryAfter();
  }

  /** Whether the caller has seen content when it strikes, so that nothing can take over. */
  boolean afterContent(boolean streamed) {
    return streamed && when == When.AFTER_CONTENT_IF_STREAMED;
  }

  /** Whether no request arrived, or the provider refused it outright. */
  boolean certainlyNotBilled(boolean streamed) {
    return switch (this) {
      case REFUSED, OVERLOADED, SERVER_ERROR -> true;
      case ERROR_EVENT_AFTER_START, ERROR_EVENT_AFTER_TEXT -> !streamed;
      default -> kind == FailureKind.RATE_LIMITED;
    };
  }

  private static MockResponse.Builder rateLimit(Wire wire) {
    return Wire.json(429, wire.errorBody("rate_limit_error", "Too many requests"));
  }
}
