package dev.gatewaysdk.server;

import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ModelInput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads OpenAI's request for a completion of a text. For one request. */
final class TextCompletion extends QuestionReader<CompletionRequest.Builder> {
  private final StreamFields stream = new StreamFields(json(), this::dropped);
  private @Nullable List<ModelInput> prompts;

  private TextCompletion(byte[] body) {
    super(body);
  }

  static Question<CompletionResponse> question(byte[] body, @Nullable String endpoint) {
    TextCompletion reader = new TextCompletion(body);
    CompletionRequest.Builder builder = CompletionRequest.builder(reader.read(endpoint));
    required("prompt", reader.prompts).forEach(builder::prompt);
    CompletionRequest request = reader.filled(builder).build();
    StreamFields stream = reader.stream;
    return new Question<>(
        request,
        reader.dropped(),
        (response, created) -> TextCompletionWriter.whole(response, request, created),
        stream.stream()
            ? (answer, created, unexpected) ->
                new TextCompletionChunks(
                        answer,
                        new TextCompletionWriter(answer.soFar(), request, created),
                        stream.includeUsage(),
                        unexpected)
                    .reply()
            : null);
  }

  @Override
  boolean field(String name) throws IOException {
    switch (name) {
      case "prompt" -> prompts = InputsReader.read(json());
      case "max_tokens" -> whole(CompletionRequest.Builder::maxTokens);
      case "suffix" -> text(CompletionRequest.Builder::suffix);
      case "n" -> whole(CompletionRequest.Builder::choices);
      case "best_of" -> whole(CompletionRequest.Builder::bestOf);
      case "logprobs" -> whole(CompletionRequest.Builder::logprobs);
      case "user" -> filledText(CompletionRequest.Builder::endUser);
      case "stop" -> {
        String[] stop = json().texts().toArray(String[]::new);
        later(request -> request.stop(stop));
      }
      case "echo" -> {
        boolean echo = json().flag();
        later(request -> request.echo(echo));
      }
      default -> {
        return sampling(name) || stream.field(name);
      }
    }
    return true;
  }

  private boolean sampling(String name) throws IOException {
    switch (name) {
      case "temperature" -> decimal(CompletionRequest.Builder::temperature);
      case "top_p" -> decimal(CompletionRequest.Builder::topP);
      case "frequency_penalty" -> decimal(CompletionRequest.Builder::frequencyPenalty);
      case "presence_penalty" -> decimal(CompletionRequest.Builder::presencePenalty);
      case "seed" -> {
        long seed = json().longWhole();
        later(request -> request.seed(seed));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  void extra(CompletionRequest.Builder request, String name, RawJson value) {
    request.extra(name, value);
  }
}
