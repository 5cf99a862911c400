package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.RequestFields;
import java.io.IOException;

/** Writes a completion request in OpenAI's form. */
final class OpenAiCompletionWriter {
  private OpenAiCompletionWriter() {}

  static void write(JsonWriter json, CompletionRequest request, Attempt attempt, WireFlavor flavor)
      throws IOException {
    boolean streamed = attempt.streamed();
    Integer bestOf = request.bestOf();
    if (streamed && bestOf != null && bestOf > 1) {
      throw new UnsupportedRequestException(
          "best_of", "is " + bestOf + ", but what is chosen at the end cannot be streamed");
    }
    json.beginObject();
    RequestFields fields = new RequestFields(json).text("model", attempt.target().model());
    OpenAiInputs.write(fields.name("prompt"), "prompt", request.prompts());
    fields.flag("stream", streamed);
    if (streamed && flavor.has(WireFlavor.Trait.STREAM_OPTIONS)) {
      fields.name("stream_options").beginObject().name("include_usage").value(true).endObject();
    }
    fields
        .number("max_tokens", request.maxTokens())
        .text("suffix", request.suffix())
        .flag("echo", request.echo())
        .number("n", request.choices())
        .number("best_of", bestOf)
        .number("logprobs", request.logprobs())
        .number("temperature", request.temperature())
        .number("top_p", request.topP())
        .number("frequency_penalty", request.frequencyPenalty())
        .number("presence_penalty", request.presencePenalty())
        .number("seed", request.seed());
    if (!request.stop().isEmpty()) {
      fields.name("stop").beginArray();
      for (String stop : request.stop()) {
        json.value(stop);
      }
      json.endArray();
    }
    fields.text("user", request.endUser()).extras(request.extras());
    json.endObject();
  }
}
