package dev.gatewaysdk.benchmarks;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** OkHttp and Moshi as people write it: records, Moshi's adapters for them, strings between. */
final class MoshiChat implements LoopbackChat {
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient client = BareHttp.client();
  private final JsonAdapter<Request> requests;
  private final JsonAdapter<Completion> completions;
  private final String url;

  MoshiChat(String baseUrl) {
    Moshi moshi = new Moshi.Builder().build();
    requests = moshi.adapter(Request.class);
    completions = moshi.adapter(Completion.class);
    url = baseUrl + "/chat/completions";
  }

  @Override
  public int ask() throws IOException {
    try (Response response = post(null)) {
      Completion completion = completions.fromJson(response.body().source());
      return completion.choices.get(0).message.content.length();
    }
  }

  @Override
  public int stream() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Response response = post(true)) {
      BufferedSource source = response.body().source();
      for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
        if (!line.startsWith("data: ")) {
          continue;
        }
        String data = line.substring(6);
        if (data.equals("[DONE]")) {
          break;
        }
        Completion chunk = completions.fromJson(data);
        if (!chunk.choices.isEmpty() && chunk.choices.get(0).delta.content != null) {
          text.append(chunk.choices.get(0).delta.content);
        }
      }
    }
    return text.length();
  }

  private Response post(@Nullable Boolean stream) throws IOException {
    Request request =
        new Request(
            Gateways.MODEL,
            List.of(new Message("system", Samples.SYSTEM), new Message("user", Samples.QUESTION)),
            stream,
            stream == null ? null : new StreamOptions(true));
    Response response =
        client
            .newCall(BareHttp.post(url, RequestBody.create(requests.toJson(request), JSON)))
            .execute();
    if (!response.isSuccessful()) {
      response.close();
      throw new IOException("HTTP " + response.code());
    }
    return response;
  }

  public record Request(
      String model,
      List<Message> messages,
      @Nullable Boolean stream,
      @Json(name = "stream_options") @Nullable StreamOptions streamOptions) {}

  public record StreamOptions(@Json(name = "include_usage") boolean includeUsage) {}

  public record Message(@Nullable String role, @Nullable String content) {}

  public record Completion(String id, String model, List<Choice> choices, @Nullable Usage usage) {}

  public record Choice(
      int index,
      @Nullable Message message,
      @Nullable Message delta,
      @Json(name = "finish_reason") @Nullable String finishReason) {}

  public record Usage(
      @Json(name = "prompt_tokens") long promptTokens,
      @Json(name = "completion_tokens") long completionTokens,
      @Json(name = "total_tokens") long totalTokens,
      @Json(name = "prompt_tokens_details") @Nullable PromptDetails promptDetails,
      @Json(name = "completion_tokens_details") @Nullable CompletionDetails completionDetails) {}

  public record PromptDetails(@Json(name = "cached_tokens") long cachedTokens) {}

  public record CompletionDetails(@Json(name = "reasoning_tokens") long reasoningTokens) {}
}
