package dev.gatewaysdk.error;

/**
 * An answer broke off after the caller had seen some of it, so no other target could take over.
 *
 * <p>It is never a normal end: whoever reads a stream to its end without this exception has the
 * whole answer.
 */
public final class StreamTruncatedException extends ProviderException {
  private static final long serialVersionUID = 1L;

  private final String partialText;

  StreamTruncatedException(Builder builder, String partialText) {
    super(builder);
    this.partialText = partialText;
  }

  /** The visible text of the first choice as far as it arrived; may be empty. */
  public String partialText() {
    return partialText;
  }
}
