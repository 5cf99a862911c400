package dev.gatewaysdk;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Iterates over what is pulled until null comes. */
final class PulledEvents<E> implements Iterator<E> {
  private final Supplier<? extends @Nullable E> next;
  private @Nullable E ahead;
  private boolean ended;

  PulledEvents(Supplier<? extends @Nullable E> next) {
    this.next = next;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && !ended) {
      ahead = next.get();
      ended = ahead == null;
    }
    return ahead != null;
  }

  @Override
  public E next() {
    E event = hasNext() ? ahead : null;
    if (event == null) {
      throw new NoSuchElementException("the answer has ended");
    }
    ahead = null;
    return event;
  }
}
