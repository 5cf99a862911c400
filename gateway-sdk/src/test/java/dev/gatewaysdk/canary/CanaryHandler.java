package dev.gatewaysdk.canary;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Searches what libraries log through java.util.logging, at every level. */
final class CanaryHandler extends Handler {
  /** Kept, because java.util.logging forgets loggers that nobody holds. */
  private static final Logger ROOT = Logger.getLogger("");

  static void install() {
    ROOT.setLevel(Level.ALL);
    for (Handler console : ROOT.getHandlers()) {
      console.setLevel(Level.WARNING);
      // Tests hang up on their servers on purpose; what these say of it is searched, not shown.
      console.setFilter(said -> !String.valueOf(said.getLoggerName()).startsWith("mockwebserver3"));
    }
    ROOT.addHandler(new CanaryHandler());
  }

  private CanaryHandler() {
    setLevel(Level.ALL);
  }

  @Override
  public void publish(LogRecord record) {
    Canary.look(String.valueOf(record.getMessage()));
    if (record.getParameters() != null) {
      for (Object parameter : record.getParameters()) {
        Canary.look(String.valueOf(parameter));
      }
    }
    if (record.getThrown() != null) {
      Canary.look(record.getThrown().toString());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
