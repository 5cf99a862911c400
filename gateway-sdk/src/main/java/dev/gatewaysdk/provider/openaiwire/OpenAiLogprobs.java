package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.completion.TokenLogprob;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scores of a completion, which come as one array for each property of the tokens. */
final class OpenAiLogprobs {
  private final List<@Nullable String> tokens = new ArrayList<>();
  private final List<@Nullable Double> logprobs = new ArrayList<>();
  private final List<@Nullable RawJson> alternatives = new ArrayList<>();
  private final List<@Nullable Integer> offsets = new ArrayList<>();

  private OpenAiLogprobs() {}

  /** Null if there are none. */
  static @Nullable OpenAiLogprobs read(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      json.skipValue();
      return null;
    }
    OpenAiLogprobs read = new OpenAiLogprobs();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "tokens" ->
            OpenAiAnswerReader.each(json, i -> read.tokens.add(OpenAiAnswerReader.text(json)));
        case "token_logprobs" ->
            OpenAiAnswerReader.each(json, i -> read.logprobs.add(OpenAiAnswerReader.number(json)));
        case "top_logprobs" -> OpenAiAnswerReader.each(json, i -> read.alternatives.add(raw(json)));
        case "text_offset" -> OpenAiAnswerReader.each(json, i -> read.offsets.add(offset(json)));
        default -> json.skipValue();
      }
    }
    json.endObject();
    return read.tokens.isEmpty() ? null : read;
  }

  List<TokenLogprob> tokens() {
    List<TokenLogprob> all = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      all.add(
          new TokenLogprob(
              token == null ? "" : token, at(logprobs, i), at(alternatives, i), at(offsets, i)));
    }
    return all;
  }

  private static @Nullable Integer offset(JsonReader json) throws IOException {
    Double offset = OpenAiAnswerReader.number(json);
    return offset == null ? null : offset.intValue();
  }

  private static @Nullable RawJson raw(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return null;
    }
    return RawJson.read(json);
  }

  private static <T> @Nullable T at(List<@Nullable T> list, int index) {
    return index < list.size() ? list.get(index) : null;
  }
}
