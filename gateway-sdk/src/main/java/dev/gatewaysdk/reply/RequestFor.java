package dev.gatewaysdk.reply;

/** A request that says what its answer is made by. */
public interface RequestFor<R extends Response> extends OperationRequest {
  /** Folds the events of the answer into the whole; a new one each time. */
  ReplyCollector<R> collector();
}
