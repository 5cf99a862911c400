package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.moderation.ModerationInput;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.moderation.ModerationResult;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the results of a moderation. */
final class OpenAiModerationReader extends OpenAiAnswerReader {
  private final int least;
  private int results;

  OpenAiModerationReader(CallTrail trail, ModerationRequest request) {
    super(trail);
    boolean texts = request.inputs().stream().allMatch(ModerationInput.Text.class::isInstance);
    this.least = texts ? request.inputs().size() : 1;
  }

  @Override
  void field(String name, JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (name.equals("results")) {
      each(json, position -> result(json, position, out));
    } else {
      json.skipValue();
    }
  }

  @Override
  void whole(Consumer<? super ReplyEvent> out) {
    if (results < least) { // What nobody has judged must not pass for harmless.
      throw ProviderException.builder(
              FailureKind.MALFORMED_REPLY,
              "the reply has " + results + " results of " + least + " inputs")
          .build();
    }
  }

  private void result(JsonReader json, int index, Consumer<? super ReplyEvent> out)
      throws IOException {
    Boolean flagged = null;
    Map<String, Boolean> categories = new LinkedHashMap<>();
    Map<String, Double> scores = new LinkedHashMap<>();
    Map<String, List<String>> applied = new LinkedHashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "flagged" -> flagged = isTrue(json);
        case "categories" -> members(json, name -> categories.put(name, isTrue(json)));
        case "category_scores" -> members(json, name -> score(json, name, scores));
        case "category_applied_input_types" ->
            members(json, name -> applied.put(name, texts(json)));
        default -> json.skipValue();
      }
    }
    json.endObject();
    results++;
    boolean harmful = flagged == null ? categories.containsValue(true) : flagged; // Mistral's none.
    out.accept(new ModerationResult(index, harmful, categories, scores, applied));
  }

  private static boolean isTrue(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.BOOLEAN) {
      return json.nextBoolean();
    }
    json.skipValue();
    return false;
  }

  private static void score(JsonReader json, String name, Map<String, Double> scores)
      throws IOException {
    Double score = number(json);
    if (score != null) {
      scores.put(name, score);
    }
  }

  private static List<String> texts(JsonReader json) throws IOException {
    List<String> texts = new ArrayList<>();
    each(json, position -> texts.add(json.nextString()));
    return List.copyOf(texts);
  }

  private static void members(JsonReader json, Member member) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      json.skipValue();
      return;
    }
    json.beginObject();
    while (json.hasNext()) {
      member.read(json.nextName());
    }
    json.endObject();
  }

  private interface Member {
    void read(String name) throws IOException;
  }
}
