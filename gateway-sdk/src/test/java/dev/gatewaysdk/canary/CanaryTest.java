package dev.gatewaysdk.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The watch itself works: without this, no sighting could mean that nobody looks. */
class CanaryTest {
  @AfterEach
  void forget() {
    Canary.sightings().clear();
  }

  @Test
  void seesAKeyInEveryLogAtEveryLevel() {
    LoggerFactory.getLogger("anything").trace("key {}", Canary.KEY);
    LoggerFactory.getLogger("anything").debug("failed", new RuntimeException(Canary.KEY));
    java.util.logging.Logger.getLogger("okhttp3").log(Level.FINEST, "key " + Canary.KEY);

    assertThat(Canary.sightings()).hasSize(3);
  }

  @Test
  void seesAKeyInCausesAndSuppressedExceptions() {
    Exception cause = new Exception("outer", new Exception(Canary.KEY));
    Exception suppressed = new Exception("outer");
    suppressed.addSuppressed(new Exception(Canary.KEY));

    assertThatThrownBy(() -> Canary.assertHidden(cause)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> Canary.assertHidden(suppressed)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> Canary.assertHidden("a " + Canary.KEY))
        .isInstanceOf(AssertionError.class);
  }
}
