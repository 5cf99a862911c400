package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.RequestUrl;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be named as a model: those that are called by their own id, and after them the inference
 * profiles, without which the others cannot be called. Each is a list of its own at AWS.
 */
final class BedrockModels implements Reply {
  private static final String MOST = "1000";

  private final Function<RequestUrl, Reply> opener;
  private final RequestUrl profiles;
  private volatile Reply current;
  private volatile boolean closed;
  private boolean last;

  /**
   * Asks for the first list.
   *
   * @param opener gets what is at an address
   */
  BedrockModels(Function<RequestUrl, Reply> opener, BaseUrl control) {
    this.opener = opener;
    this.profiles = control.at("inference-profiles").query("maxResults", MOST);
    this.current =
        opener.apply(control.at("foundation-models").query("byInferenceType", "ON_DEMAND"));
  }

  @Override
  public @Nullable ReplyEvent next() {
    ReplyEvent event = current.next();
    if (event == null && !last) {
      last = true;
      current = opener.apply(profiles);
      if (closed) { // Meanwhile, by another thread.
        current.close();
      }
      event = current.next();
    }
    return event;
  }

  @Override
  public void close() {
    closed = true;
    current.close();
  }
}
