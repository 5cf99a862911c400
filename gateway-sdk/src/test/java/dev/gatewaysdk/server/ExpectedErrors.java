package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatewaysdk.canary.CanaryAppender;
import org.slf4j.LoggerFactory;

/** Takes the errors that the HTTP surface logs while a test provokes them, off the console. */
final class ExpectedErrors implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger(GatewayHttp.class);
  private final ListAppender<ILoggingEvent> taken = new ListAppender<>();
  private final CanaryAppender canary = new CanaryAppender();

  ExpectedErrors() {
    taken.start();
    canary.start();
    logger.addAppender(taken);
    logger.addAppender(canary);
    logger.setAdditive(false);
  }

  /** There was one, which says that a request failed, and why. */
  void requireOne(String why) {
    assertThat(taken.list)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getLevel()).isEqualTo(Level.ERROR);
              assertThat(event.getFormattedMessage()).matches("request [0-9a-f]+ failed");
              assertThat(event.getThrowableProxy().getMessage()).contains(why);
            });
  }

  void requireNone() {
    assertThat(taken.list).isEmpty();
  }

  @Override
  public void close() {
    logger.setAdditive(true);
    logger.detachAppender(canary);
    logger.detachAppender(taken);
  }
}
