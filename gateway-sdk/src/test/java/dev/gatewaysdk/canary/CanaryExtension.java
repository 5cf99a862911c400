package dev.gatewaysdk.canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Fails any test of the suite after which the canary key stands in the log or in its failure. */
public final class CanaryExtension implements AfterEachCallback, TestExecutionExceptionHandler {
  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(Canary.sightings()).as("log lines with a secret").isEmpty();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (String.valueOf(failure).contains(Canary.KEY)) {
      throw new AssertionError("a failure shows a secret, see its text", null);
    }
    throw failure;
  }
}
