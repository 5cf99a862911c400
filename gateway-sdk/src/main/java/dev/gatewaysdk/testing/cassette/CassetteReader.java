package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a cassette; whatever is wrong with it is an error with file and line. */
final class CassetteReader {
  private final List<Interaction> interactions = new ArrayList<>();
  private @Nullable String type;
  private int number;

  // Of the call that is being read.
  private int start;
  private @Nullable Map<String, @Nullable Object> request;
  private @Nullable String requestId;
  private List<Adjustment> adjustments = List.of();
  private List<ReplyEvent> events = new ArrayList<>();

  /**
   * What a cassette holds.
   *
   * @param name the file's, for messages
   * @param type of the provider
   */
  record Recorded(String name, String type, List<Interaction> interactions) {}

  private CassetteReader() {}

  /**
   * @throws IllegalStateException if the file is missing or damaged
   */
  static Recorded read(Path file) {
    CassetteReader reader = new CassetteReader();
    String name = String.valueOf(file.getFileName());
    try {
      for (String line : Files.readAllLines(file)) {
        reader.number++;
        reader.line(line);
      }
      return reader.recorded(name);
    } catch (NoSuchFileException e) {
      throw new IllegalStateException(
          "there is no cassette " + file.toAbsolutePath() + ": record it first", e);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the cassette " + file.toAbsolutePath(), e);
    } catch (IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ArithmeticException e) {
      throw new IllegalStateException(
          name + ":" + reader.number + ": " + e.getMessage() + "; correct it, or record anew", e);
    }
  }

  private Recorded recorded(String name) {
    if (type == null) {
      throw new IllegalStateException("the file is empty");
    }
    if (request != null) {
      throw new IllegalStateException("the call of line " + start + " has no end");
    }
    return new Recorded(name, type, List.copyOf(interactions));
  }

  private void line(String text) {
    if (text.isBlank()) {
      return;
    }
    Line line = new Line(RawJson.parse(text));
    if (type == null) {
      header(line);
    } else if (line.has("request")) {
      begin(line);
    } else if (request == null) {
      throw new IllegalStateException("a call must begin with 'request'");
    } else if (line.has("answer")) {
      answer(new Line(line.json("answer")));
    } else if (line.has("end")) {
      end(null, isClosed(line.text("end")));
    } else if (line.has("failure")) {
      end(FailureForm.read(line), false);
    } else {
      event(line);
    }
  }

  private void header(Line line) {
    if (line.whole("cassette") != CassetteWriter.VERSION) {
      throw new IllegalStateException(
          "the first line must be {\"cassette\":" + CassetteWriter.VERSION + ",\"provider\":…}");
    }
    type = line.text("provider");
  }

  private void begin(Line line) {
    if (request != null) {
      throw new IllegalStateException("the call of line " + start + " has no end");
    }
    start = number;
    request = line.json("request").toMap();
  }

  private void answer(Line line) {
    requestId = line.textOrNull("request_id");
    if (line.has("adjustments") && line.json("adjustments").toJava() instanceof List<?> noted) {
      adjustments = noted.stream().map(item -> adjustment(new Line(RawJson.of(item)))).toList();
    }
  }

  private static Adjustment adjustment(Line line) {
    return new Adjustment(
        line.constant("kind", Adjustment.Kind.class), line.text("subject"), line.text("detail"));
  }

  private void event(Line line) {
    ReplyEvent event = SurfaceForm.read(line);
    if (event == null) {
      event = EventForm.read(line);
    }
    if (event == null) {
      throw new IllegalStateException("this is no line of a cassette");
    }
    events.add(event);
  }

  private static boolean isClosed(String end) {
    if (!end.equals(Interaction.COMPLETE) && !end.equals(Interaction.CLOSED)) {
      throw new IllegalStateException("'end' must be complete or closed");
    }
    return end.equals(Interaction.CLOSED);
  }

  private void end(@Nullable ProviderException failure, boolean closed) {
    if (request != null) {
      interactions.add(
          new Interaction(start, request, requestId, adjustments, events, failure, closed));
    }
    request = null;
    requestId = null;
    adjustments = List.of();
    events = new ArrayList<>();
  }
}
