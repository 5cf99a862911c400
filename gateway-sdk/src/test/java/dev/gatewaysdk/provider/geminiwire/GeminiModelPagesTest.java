package dev.gatewaysdk.provider.geminiwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GeminiModelPagesTest {
  private final List<String> log = new ArrayList<>();

  /** A page that was read. */
  private final class Page implements Reply {
    private final Queue<ReplyEvent> events = new ArrayDeque<>();

    Page(String json, GeminiModelsReader reader) {
      try {
        reader.whole(JsonReader.of(new Buffer().writeUtf8(json)), events::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public @Nullable ReplyEvent next() {
      return events.poll();
    }

    @Override
    public void close() {
      log.add("close");
    }
  }

  private Reply page(@Nullable String token, GeminiModelsReader reader) {
    log.add("open " + token);
    if (token != null) {
      throw ProviderException.builder(FailureKind.OVERLOADED, "busy").build();
    }
    return new Page("{\"models\":[{\"name\":\"a\"}],\"nextPageToken\":\"2\"}", reader);
  }

  @Test
  void staysFailedOnceAPageCouldNotBeHad() {
    Reply list = new GeminiModelPages(this::page);

    assertThat(list.next()).isEqualTo(new ListedModel("a", null, null));
    assertThatThrownBy(list::next).isInstanceOf(ProviderException.class);
    assertThatThrownBy(list::next).isInstanceOf(ProviderException.class);
    assertThat(log).containsExactly("open null", "close", "open 2");
  }

  @Test
  void asksForNoPageOnceItIsClosed() {
    Reply list = new GeminiModelPages(this::page);
    list.next();

    list.close();

    assertThat(list.next()).isNull();
    assertThat(log).containsExactly("open null", "close");
  }
}
