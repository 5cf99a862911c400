package dev.gatewaysdk.reply;

/** A request that says what its answer is made by. */
public interface RequestFor<R extends Response> extends OperationRequest {
  /** Folds the events of the answer into the whole; a new one each time. */
  ReplyCollector<R> collector();

  /**
   * The same request with its texts replaced: all that people wrote, and further fields, but not
   * names of models, voices, sizes and the like. Pictures and sound stay as they are.
   */
  RequestFor<R> mapTexts(TextMapping texts);
}
