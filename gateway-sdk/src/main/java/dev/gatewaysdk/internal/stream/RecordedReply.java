package dev.gatewaysdk.internal.stream;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Watches a reply and reports its end, once, whichever end it takes. */
public final class RecordedReply implements Reply {
  private final Reply reply;
  private final End end;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable TokenUsage usage;
  private volatile @Nullable String responseModel;
  private boolean content;
  private volatile boolean billedApart;

  /** Told of the end of a reply. */
  public interface End {
    /** The first content has arrived. */
    void firstContent();

    /**
     * The reply has ended.
     *
     * @param failure what it failed with; null if it did not
     * @param readOut whether it was read to its proper end
     */
    void ended(@Nullable RecordedReply reply, @Nullable Throwable failure, boolean readOut);
  }

  public RecordedReply(Reply reply, End end) {
    this.reply = reply;
    this.end = end;
  }

  /** The usage reported last; null if none was. */
  public @Nullable TokenUsage usage() {
    return usage;
  }

  /** Whether there was sound or a picture in it, which some models bill otherwise than text. */
  public boolean billedApart() {
    return billedApart;
  }

  /** The model that the provider says has answered; null if it did not say. */
  public @Nullable String responseModel() {
    return responseModel;
  }

  @Override
  public @Nullable ReplyEvent next() {
    ReplyEvent event;
    try {
      event = reply.next();
    } catch (Throwable e) {
      end(e, false);
      reply.close();
      throw e;
    }
    if (event == null) {
      end(null, true);
    } else {
      see(event);
    }
    return event;
  }

  private void see(ReplyEvent event) {
    if (event.content()) {
      if (!content) {
        content = true;
        end.firstContent();
      }
      if (BilledApart.isIn(event)) {
        billedApart = true;
      }
      return; // Content says neither usage nor model.
    }
    TokenUsage reported = event.tokenUsage();
    if (reported != null) {
      usage = reported;
    }
    String model = event.responseModel();
    if (model != null) {
      responseModel = model;
    }
  }

  @Override
  public void close() {
    reply.close();
    end(null, false);
  }

  private void end(@Nullable Throwable failure, boolean readOut) {
    if (ended.compareAndSet(false, true)) {
      end.ended(this, failure, readOut);
    }
  }
}
