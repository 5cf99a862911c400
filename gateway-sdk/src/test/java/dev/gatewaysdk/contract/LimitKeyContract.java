package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.limit.LimitKey;
import org.junit.jupiter.api.Test;

/** What every key that limits count by has to keep; a subclass gives one. */
public abstract class LimitKeyContract {
  /** The key, made anew each time if it is not a constant. */
  protected abstract LimitKey key();

  @Test
  final void hasANameThatStays() {
    assertThat(key().name()).isNotBlank().isEqualTo(key().name());
  }

  /** Or leaving a name out would be a way around the limit. */
  @Test
  final void callersWithoutAValueShareOne() {
    assertThat(key().valueOf(call(Caller.anonymous())))
        .isNotNull()
        .isEqualTo(key().valueOf(call(Caller.anonymous())));
  }

  @Test
  final void givesACallerTheSameValueEachTime() {
    LimitKey key = key();

    assertThat(key.valueOf(call(Caller.user("ann"))))
        .isEqualTo(key.valueOf(call(Caller.user("ann"))));
  }

  /** Or a count would begin anew whenever its endpoint is put again. */
  @Test
  final void equalsAnotherOfItsSort() {
    assertThat(key()).isEqualTo(key()).hasSameHashCodeAs(key());
  }

  @Test
  final void servesManyCallsAtOnce() throws Exception {
    LimitKey key = key();
    String alone = key.valueOf(call(Caller.user("ann")));

    assertThat(Crowd.each(() -> key.valueOf(call(Caller.user("ann"))))).containsOnly(alone);
  }

  private static Call call(Caller caller) {
    return new Call("c", ChatRequest.builder("e").user("Hi").build(), caller, false, 0);
  }
}
