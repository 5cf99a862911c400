package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.RequestUrl;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What can be named as a model: those that are called by their own id, and after them the inference
 * profiles, without which the others cannot be called. Each is a list of its own at AWS.
 */
final class BedrockModels implements Reply {
  private static final String MOST = "1000";

  private final BiFunction<RequestUrl, BedrockModelsReader, Reply> opener;
  private final RequestUrl profiles;
  private final Set<String> tokens = new HashSet<>(2);
  private BedrockModelsReader reader = new BedrockModelsReader();
  private volatile Reply current;
  private volatile boolean closed;
  private boolean last;
  private @Nullable GatewayException failure;

  /**
   * Asks for the first list.
   *
   * @param opener gets what is at an address, with its reader
   */
  BedrockModels(BiFunction<RequestUrl, BedrockModelsReader, Reply> opener, BaseUrl control) {
    this.opener = opener;
    this.profiles = control.at("inference-profiles").query("maxResults", MOST);
    this.current =
        opener.apply(control.at("foundation-models").query("byInferenceType", "ON_DEMAND"), reader);
  }

  @Override
  public @Nullable ReplyEvent next() {
    if (failure != null) {
      throw failure;
    }
    while (true) {
      ReplyEvent event = current.next();
      RequestUrl next = event == null ? following() : null;
      if (next == null) {
        return event;
      }
      turnTo(next);
    }
  }

  /** The profiles, page by page; null after the last. Models have one page only. */
  private @Nullable RequestUrl following() {
    String token = reader.nextPage();
    if (!last) {
      last = true;
      return profiles;
    }
    return token == null || !tokens.add(token) ? null : profiles.query("nextToken", token);
  }

  private void turnTo(RequestUrl next) {
    current.close();
    reader = new BedrockModelsReader();
    try {
      current = opener.apply(next, reader);
    } catch (GatewayException e) {
      failure = e; // Else the end of the list before would read as that of both.
      throw e;
    }
    if (closed) { // Meanwhile, by another thread.
      current.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    current.close();
  }
}
