package dev.gatewaysdk.canary;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

/** Searches every log line of the test run, at every level, for the canary key. */
public final class CanaryAppender extends AppenderBase<ILoggingEvent> {
  @Override
  public void start() {
    CanaryHandler.install();
    super.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    Canary.look(event.getFormattedMessage());
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      Canary.look(ThrowableProxyUtil.asString(thrown));
    }
  }
}
