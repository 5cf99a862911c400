package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ModelInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Vectors in OpenAI's form: numbers, or in base64 little-endian floats of four bytes, however the
 * provider sent them. For one request.
 */
final class Embeddings extends QuestionReader<EmbeddingRequest.Builder> {
  private @Nullable List<ModelInput> inputs;
  private Encoding encoding = Encoding.FLOAT;

  /** How a vector is written. */
  private enum Encoding {
    FLOAT,
    BASE64
  }

  private Embeddings(byte[] body) {
    super(body);
  }

  static Question<EmbeddingResponse> question(byte[] body, @Nullable String endpoint) {
    Embeddings reader = new Embeddings(body);
    EmbeddingRequest.Builder builder = EmbeddingRequest.builder(reader.read(endpoint));
    required("input", reader.inputs).forEach(builder::input);
    EmbeddingRequest request = reader.filled(builder).build();
    return new Question<>(
        request,
        reader.dropped(),
        (response, created) ->
            ServerReply.json(200, list(response, request, reader.encoding).bytes()),
        null);
  }

  @Override
  boolean field(String name) throws IOException {
    switch (name) {
      case "input" -> inputs = InputsReader.read(json());
      case "dimensions" -> whole(EmbeddingRequest.Builder::dimensions);
      case "encoding_format" -> encoding = oneOf(Encoding.class, json().path(), json().text());
      case "user" -> filledText(EmbeddingRequest.Builder::endUser);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  void extra(EmbeddingRequest.Builder request, String name, RawJson value) {
    request.extra(name, value);
  }

  private static JsonBody list(
      EmbeddingResponse response, EmbeddingRequest request, Encoding encoding) {
    return json -> {
      json.beginObject().name("object").value("list").name("data").beginArray();
      for (EmbeddingVector vector : response.vectors()) {
        json.beginObject().name("object").value("embedding");
        json.name("index").value(vector.index()).name("embedding");
        if (encoding == Encoding.BASE64) {
          json.value(base64(vector.values()));
        } else {
          numbers(json, vector.values());
        }
        json.endObject();
      }
      json.endArray().name("model").value(Answers.model(response, request));
      UsageWriter.input(json, response.usage());
      json.endObject();
    };
  }

  private static String base64(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static void numbers(JsonWriter json, float[] values) throws IOException {
    json.beginArray();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw ProviderException.builder(
                FailureKind.MALFORMED_REPLY, "a vector has what is no number")
            .build();
      }
      json.value((Number) value); // With the digits of a float, not those of a double.
    }
    json.endArray();
  }
}
