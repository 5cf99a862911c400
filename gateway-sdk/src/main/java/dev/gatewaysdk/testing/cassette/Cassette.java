package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.NetworkSwitch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A file with calls of one provider: recorded from real ones, and played again without a network.
 * Immutable.
 *
 * <p>The file is text, a line for each request, each piece of its answer and its end, so that a
 * review shows what a test relies on. It holds requests and answers as the gateway sees them, not
 * as any provider writes them, and so no headers and no credentials. From texts it scrubs what
 * looks like a key ({@code sk-…}, {@code Bearer …}, {@code AKIA…}, JSON web tokens and others),
 * e-mail addresses and numbers of payment cards; pictures, sound and documents of requests are
 * there as a digest only, those of answers as they are.
 *
 * <p>It holds calls of every operation.
 *
 * <pre>{@code
 * Cassette cassette = Cassette.of(Path.of("src/test/cassettes/support.jsonl"));
 * GatewayClient.builder().provider("openai", cassette.recording(openAi)).build(); // once
 * GatewayClient.builder().provider("openai", cassette.replaying()).build(); // ever after
 * }</pre>
 */
public final class Cassette {
  private final Path file;
  private final Scrubber scrubber;
  private final boolean repeats;

  private Cassette(Path file, Scrubber scrubber, boolean repeats) {
    this.file = file;
    this.scrubber = scrubber;
    this.repeats = repeats;
  }

  /** The cassette in that file, which need not exist to record it. */
  public static Cassette of(Path file) {
    return new Cassette(file, Scrubber.BUILT_IN, false);
  }

  /**
   * The same cassette, with texts scrubbed by that function before the built-in scrubbing. Needed
   * for recording and replaying alike: a request is looked up in its scrubbed form.
   *
   * @param scrub gives a text without what nobody should see; twice must be the same as once
   */
  public Cassette scrub(UnaryOperator<String> scrub) {
    return new Cassette(file, scrubber.after(scrub), repeats);
  }

  /** The same cassette, whose last answer to a request repeats when all were given. */
  public Cassette repeating() {
    return new Cassette(file, scrubber, true);
  }

  /**
   * A provider that passes calls on, and adds each with its answer to the file; delete the file to
   * record anew. Calls that fail are added with their failure, those that could not even begin are
   * not.
   *
   * @throws IllegalStateException at the first call, if another recording writes to the file, or
   *     the file has calls of another type of provider
   */
  public Provider recording(Provider provider) {
    return new RecordingProvider(provider, new CassetteWriter(file, provider.type()), scrubber);
  }

  /**
   * A provider that answers from the file, without a socket. A request gets what was recorded for
   * an equal one (scrubbed, and for the same model), each recorded answer once, in the order of the
   * file. A request that was not recorded fails with an {@link AssertionError} that says where the
   * nearest one differs.
   *
   * @throws IllegalStateException if the file is missing or damaged; says which line
   */
  public Provider replaying() {
    return new ReplayingProvider(CassetteReader.read(file), scrubber, repeats);
  }

  /**
   * Replays the file if it is there, else records it.
   *
   * @param provider makes the real provider; only asked if there is something to record
   * @throws ConfigException if there is no file, and {@code gateway.allowNetwork=false} forbids to
   *     record it, as it should in continuous integration
   */
  public Provider replayingOrRecording(Supplier<? extends Provider> provider) {
    if (Files.exists(file)) {
      return replaying();
    }
    if (!NetworkSwitch.isOn()) {
      throw new ConfigException(
          "there is no cassette "
              + file
              + ", and gateway.allowNetwork=false forbids to record one: record it where network"
              + " calls are allowed, and check it in");
    }
    return recording(provider.get());
  }
}
