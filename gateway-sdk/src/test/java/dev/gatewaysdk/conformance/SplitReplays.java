package dev.gatewaysdk.conformance;

import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.proof.Proof;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.provider.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import okio.ByteString;

/** Plays streams back in other pieces than they came in, which must change nothing. */
public final class SplitReplays {
  private static final int EVERY_BYTE_BELOW = 8 * 1024;
  private static final int SEEDED_SPLITS = Proof.count(200, 2_000);

  private final CannedHttp http;
  private final Provider provider;

  /**
   * @param provider an adapter that is answered by that HTTP
   */
  public SplitReplays(CannedHttp http, Provider provider) {
    this.http = http;
    this.provider = provider;
  }

  /**
   * The splits that gave another answer than the whole: of streams under 8 KB at every byte, of
   * others at 200; and once every byte by itself.
   */
  public List<String> differences(Recording recording) {
    ByteString body = recording.body();
    Object whole = answer(recording, List.of(body));
    List<String> differences = new ArrayList<>();
    splits(recording)
        .forEach(
            at -> {
              if (!same(whole, answer(recording, CannedHttp.splitAt(body, at)))) {
                differences.add(recording + " split at " + at);
              }
            });
    List<ByteString> bytes =
        IntStream.range(0, body.size()).mapToObj(i -> body.substring(i, i + 1)).toList();
    if (!same(whole, answer(recording, bytes))) {
      differences.add(recording + " byte by byte");
    }
    return differences;
  }

  private static IntStream splits(Recording recording) {
    int size = recording.body().size();
    return size < EVERY_BYTE_BELOW
        ? IntStream.range(1, size)
        : new Random(recording.name().hashCode()).ints(SEEDED_SPLITS, 1, size);
  }

  private Object answer(Recording recording, List<ByteString> pieces) {
    http.answer(recording, pieces);
    try {
      if (Surfaces.knows(recording.failedOperation())) {
        return Surfaces.collect(provider, recording);
      }
      return Replays.collect(
          provider, Attempts.of(Attempts.HELLO, recording.streamed(), "recorded", "model-1"));
    } catch (ProviderException e) {
      return e.getMessage();
    }
  }

  private static boolean same(Object a, Object b) {
    return a instanceof ChatResponse one && b instanceof ChatResponse other
        ? Replays.same(one, other)
        : a.equals(b);
  }
}
