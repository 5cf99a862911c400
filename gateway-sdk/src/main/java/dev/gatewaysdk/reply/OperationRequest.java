package dev.gatewaysdk.reply;

/** A request of any operation. Implementations are immutable values. */
public interface OperationRequest {
  /** What is asked. */
  Operation operation();

  /** The endpoint's name, or {@code @provider/model}; never blank. */
  String model();
}
