package dev.gatewaysdk.limit;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A key that is read off the caller.
 *
 * @param name as configuration has it
 */
record CallerKey(String name, Function<Caller, @Nullable String> reader) implements LimitKey {
  @Override
  public String valueOf(Call call) {
    String value = reader.apply(call.caller());
    return value == null ? "" : value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallerKey key && key.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
