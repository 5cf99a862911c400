package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.completion.CompletionCollector;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.reply.UsageReported;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same completion, whole and cut into chunks in any interleaving, is the same answer. */
class OpenAiCompletionProperties {
  private static final String[] TOKENS = {"a", " ", "\n", "é", "🙂", " the end"};
  private static final String[] REASONS = {"stop", "length", "content_filter", "new_reason"};

  /** One answer, token by token. */
  private record Choice(List<String> tokens, String reason, boolean scored) {
    static Choice random(Random random) {
      List<String> tokens = new ArrayList<>();
      for (int i = 1 + random.nextInt(5); i > 0; i--) {
        tokens.add(TOKENS[random.nextInt(TOKENS.length)]);
      }
      return new Choice(tokens, REASONS[random.nextInt(REASONS.length)], random.nextBoolean());
    }

    Map<String, Object> piece(int index, int from, int to, boolean end) {
      Map<String, Object> piece = new LinkedHashMap<>();
      List<String> some = tokens.subList(from, to);
      piece.put("text", String.join("", some));
      piece.put("index", index);
      piece.put("logprobs", scored && !some.isEmpty() ? logprobs(some, from) : null);
      piece.put("finish_reason", end ? reason : null);
      return piece;
    }

    private static Map<String, Object> logprobs(List<String> some, int from) {
      Map<String, Object> logprobs = new LinkedHashMap<>();
      List<Object> scores = new ArrayList<>();
      List<Object> offsets = new ArrayList<>();
      for (int i = 0; i < some.size(); i++) {
        scores.add(-0.5 * (from + i));
        offsets.add(from + i);
      }
      logprobs.put("tokens", some);
      logprobs.put("token_logprobs", scores);
      logprobs.put("text_offset", offsets);
      return logprobs;
    }
  }

  @Property
  void readsTheSameWholeAndStreamed(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Choice> choices = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      choices.add(Choice.random(random));
    }

    List<ReplyEvent> streamed = streamed(choices, random);
    List<ReplyEvent> whole = whole(choices);

    assertThat(collected(streamed)).isEqualTo(collected(whole));
    assertThat(collected(whole).text()).isEqualTo(String.join("", choices.get(0).tokens));
    assertThat(streamed.get(0)).isEqualTo(new AnswerStarted("c-1", "m")).isEqualTo(whole.get(0));
    assertThat(streamed.get(streamed.size() - 1))
        .isInstanceOf(UsageReported.class)
        .isEqualTo(whole.get(whole.size() - 1));
    assertThat(streamed.stream().filter(ChatEvent.Finished.class::isInstance))
        .hasSize(choices.size());
  }

  private static CompletionResponse collected(List<ReplyEvent> events) {
    CompletionCollector collector = new CompletionCollector();
    events.forEach(collector::add);
    return collector.toResponse(ResponseInfo.NONE);
  }

  private static List<ReplyEvent> whole(List<Choice> choices) throws IOException {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      all.add(choices.get(i).piece(i, 0, choices.get(i).tokens.size(), true));
    }
    List<ReplyEvent> events = new ArrayList<>();
    OpenAiCompletionReader reader = new OpenAiCompletionReader(new CallTrail(), false);
    reader.whole(json(all, true), events::add);
    assertThat(reader.ended()).isTrue();
    return events;
  }

  private static List<ReplyEvent> streamed(List<Choice> choices, Random random) throws IOException {
    List<ReplyEvent> events = new ArrayList<>();
    OpenAiCompletionReader reader = new OpenAiCompletionReader(new CallTrail(), false);
    int[] at = new int[choices.size()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      open.add(i);
    }
    while (!open.isEmpty()) {
      Integer index = open.get(random.nextInt(open.size()));
      Choice choice = choices.get(index);
      int to = Math.min(choice.tokens.size(), at[index] + random.nextInt(3));
      boolean end = to == choice.tokens.size() && random.nextBoolean();
      reader.event(json(List.of(choice.piece(index, at[index], to, end)), false), events::add);
      at[index] = to;
      if (end) {
        open.remove(index);
      }
    }
    reader.event(json(List.of(), true), events::add);
    reader.sentinel(events::add);
    assertThat(reader.ended()).isTrue();
    return events;
  }

  private static JsonReader json(List<?> choices, boolean usage) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("choices", choices);
    object.put("id", "c-1");
    object.put("model", "m");
    if (usage) {
      object.put("usage", Map.of("prompt_tokens", 3));
    }
    return JsonBody.reader(RawJson.of(object).text());
  }
}
