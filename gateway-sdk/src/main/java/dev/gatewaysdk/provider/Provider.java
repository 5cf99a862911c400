package dev.gatewaysdk.provider;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.reply.Operation;
import java.util.Set;

/**
 * A model provider behind its wire protocol. Thread-safe.
 *
 * <p>An adapter translates; it does not retry, limit or record: the pipeline does. It does keep the
 * attempt's time-outs and its cancellation, because only it can end its own wait: the built-in
 * transport does so for every adapter that uses it.
 */
public interface Provider extends AutoCloseable {
  /** The kind of provider, such as {@code openai}: the {@code type} of configuration and prices. */
  String type();

  /**
   * What it can carry as it is asked; what is not in here it refuses, or changes and reports.
   *
   * <p>Asked for at every call: give the same set each time. {@link Capability#set} makes one.
   */
  Set<Capability> capabilities();

  /** Whether it can do that operation at all, which {@link #capabilities} says. */
  default boolean supports(Operation operation) {
    return capabilities().contains(Capability.of(operation));
  }

  /**
   * How many credentials it has, 1 unless an adapter says otherwise. Each is a target of its own:
   * calls are spread over them, and one that is refused or rate-limited is benched by itself. An
   * attempt says in {@code target().credential()} which one to use.
   */
  default int credentials() {
    return 1;
  }

  /**
   * Sends the attempt's request and gives its answer; blocks at most until the answer begins.
   *
   * <p>For a streamed attempt the reply's events come as they arrive; else in few large pieces.
   * Both carry the same meaning.
   *
   * @throws dev.gatewaysdk.error.ProviderException classified, if there is no answer
   * @throws dev.gatewaysdk.error.CallCancelledException if the attempt was cancelled
   */
  Reply open(Attempt attempt);

  /** Frees connections and threads; called once, by the client that owns it. */
  @Override
  default void close() {}
}
