package dev.gatewaysdk.server;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads OpenAI's request for a chat completion. For one request. */
final class ChatQuestionReader {
  private final JsonIn json;
  private final List<Adjustment> dropped = new ArrayList<>(0);
  private final List<Consumer<ChatRequest.Builder>> fields = new ArrayList<>();
  private final MessagesReader messages;
  private final ToolsReader tools;
  private @Nullable String model;
  private @Nullable Integer maxTokens;
  private @Nullable Integer maxCompletionTokens;
  private final StreamFields stream;
  private boolean hasMessages;

  private ChatQuestionReader(JsonIn json) {
    this.json = json;
    this.messages = new MessagesReader(json, this::dropped);
    this.tools = new ToolsReader(json);
    this.stream = new StreamFields(json, this::dropped);
  }

  /**
   * Reads a body.
   *
   * @param endpoint named by a header, over the body's {@code model}; null if none is
   * @throws InvalidRequestException with the place and what belongs there
   */
  static ChatQuestion read(byte[] body, @Nullable String endpoint) {
    JsonCheck.require(body);
    ChatQuestionReader reader = new ChatQuestionReader(new JsonIn(body));
    try {
      reader.json.object(reader::field);
    } catch (IOException e) {
      throw new IllegalStateException("was checked to be JSON", e);
    }
    return reader.question(endpoint);
  }

  private ChatQuestion question(@Nullable String endpoint) {
    String name = QuestionReader.model(endpoint, model);
    if (!hasMessages) {
      throw new InvalidRequestException("messages", "is missing");
    }
    ChatRequest.Builder request = ChatRequest.builder(name).messages(messages.all());
    fields.forEach(field -> field.accept(request));
    tools.addTo(request);
    Integer most = maxCompletionTokens == null ? maxTokens : maxCompletionTokens;
    if (most != null) {
      request.maxTokens(most);
    }
    return new ChatQuestion(
        request.build(),
        stream.stream(),
        stream.includeUsage(),
        tools.areLegacy(),
        List.copyOf(dropped));
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "model" -> model = json.text();
      case "messages" -> {
        hasMessages = true;
        messages.read();
      }
      case "stream", "stream_options" -> stream.field(name);
      case "max_tokens" -> maxTokens = json.whole();
      case "max_completion_tokens" -> maxCompletionTokens = json.whole();
      case "tools", "tool_choice", "functions", "function_call", "parallel_tool_calls" ->
          tools.field(name);
      default -> {
        if (!sampling(name) && !rest(name)) {
          RawJson value = json.raw();
          fields.add(request -> request.extra(name, value));
        }
      }
    }
  }

  private boolean sampling(String name) throws IOException {
    switch (name) {
      case "temperature" -> {
        double value = json.decimal();
        fields.add(request -> request.temperature(value));
      }
      case "top_p" -> {
        double value = json.decimal();
        fields.add(request -> request.topP(value));
      }
      case "frequency_penalty" -> {
        double value = json.decimal();
        fields.add(request -> request.frequencyPenalty(value));
      }
      case "presence_penalty" -> {
        double value = json.decimal();
        fields.add(request -> request.presencePenalty(value));
      }
      case "top_k" -> {
        int value = json.whole();
        fields.add(request -> request.topK(value));
      }
      case "seed" -> {
        long value = json.longWhole();
        fields.add(request -> request.seed(value));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean rest(String name) throws IOException {
    switch (name) {
      case "n" -> {
        int value = json.whole();
        fields.add(request -> request.choices(value));
      }
      case "logprobs" -> {
        boolean value = json.flag();
        fields.add(request -> request.logprobs(value));
      }
      case "top_logprobs" -> {
        int value = json.whole();
        fields.add(request -> request.topLogprobs(value));
      }
      case "stop" -> {
        String[] value = json.texts().toArray(String[]::new);
        fields.add(request -> request.stop(value));
      }
      case "user" -> {
        String value = json.text();
        if (!value.isEmpty()) { // As OpenAI takes it: nobody in particular.
          fields.add(request -> request.endUser(value));
        }
      }
      case "reasoning_effort" -> {
        String value = json.text();
        fields.add(request -> request.reasoningEffort(value));
      }
      case "response_format" -> {
        ResponseFormat value = ResponseFormatReader.read(json, this::dropped);
        fields.add(request -> request.responseFormat(value));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void dropped(@Nullable String path) {
    dropped.add(
        new Adjustment(
            Adjustment.Kind.DROPPED, path == null ? "body" : path, "no such field is known"));
  }
}
