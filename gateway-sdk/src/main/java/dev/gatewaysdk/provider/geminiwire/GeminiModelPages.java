package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The pages of a list as one answer; each is asked for once the one before it was read. */
final class GeminiModelPages implements Reply {
  private final BiFunction<@Nullable String, GeminiModelsReader, Reply> pages;
  private final Set<String> tokens = new HashSet<>(2);
  private GeminiModelsReader reader = new GeminiModelsReader();
  private volatile Reply page;
  private volatile boolean closed;
  private @Nullable GatewayException failure;

  /**
   * @param pages gets the token of a page, null for the first, and its reader
   */
  GeminiModelPages(BiFunction<@Nullable String, GeminiModelsReader, Reply> pages) {
    this.pages = pages;
    this.page = pages.apply(null, reader);
  }

  @Override
  public @Nullable ReplyEvent next() {
    if (failure != null) {
      throw failure;
    }
    while (true) {
      ReplyEvent event = page.next();
      String token = reader.nextPage();
      if (event != null || token == null || closed || !tokens.add(token)) {
        return event;
      }
      turnTo(token);
    }
  }

  private void turnTo(String token) {
    page.close();
    reader = new GeminiModelsReader();
    try {
      page = pages.apply(token, reader);
    } catch (GatewayException e) {
      failure = e; // Else the end of the page before would read as that of the list.
      throw e;
    }
    if (closed) {
      page.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    page.close();
  }
}
