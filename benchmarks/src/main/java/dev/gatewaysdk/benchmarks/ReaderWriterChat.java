package dev.gatewaysdk.benchmarks;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** OkHttp with Moshi's reader and writer by hand; reads the same fields as Moshi's adapters do. */
final class ReaderWriterChat implements LoopbackChat {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final JsonReader.Options TOP =
      JsonReader.Options.of("id", "model", "choices", "usage");
  private static final JsonReader.Options CHOICE =
      JsonReader.Options.of("message", "delta", "finish_reason");
  private static final JsonReader.Options MESSAGE = JsonReader.Options.of("content");
  private static final JsonReader.Options USAGE =
      JsonReader.Options.of("prompt_tokens", "completion_tokens", "total_tokens");

  private final OkHttpClient client = BareHttp.client();
  private final String url;

  ReaderWriterChat(String baseUrl) {
    url = baseUrl + "/chat/completions";
  }

  @Override
  public int ask() throws IOException {
    try (Response response = post(false)) {
      Reading reading = new Reading();
      reading.completion(JsonReader.of(response.body().source()));
      return reading.length();
    }
  }

  @Override
  public int stream() throws IOException {
    Reading reading = new Reading();
    try (Response response = post(true)) {
      BufferedSource source = response.body().source();
      for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
        if (line.startsWith("data: ")) {
          if (line.equals("data: [DONE]")) {
            break;
          }
          reading.completion(JsonReader.of(new Buffer().writeUtf8(line, 6, line.length())));
        }
      }
    }
    return reading.length();
  }

  private Response post(boolean stream) throws IOException {
    Buffer body = new Buffer();
    JsonWriter json = JsonWriter.of(body);
    json.beginObject().name("model").value(Gateways.MODEL).name("messages").beginArray();
    message(json, "system", Samples.SYSTEM);
    message(json, "user", Samples.QUESTION);
    json.endArray();
    if (stream) {
      json.name("stream").value(true);
      json.name("stream_options").beginObject().name("include_usage").value(true).endObject();
    }
    json.endObject();
    Response response =
        client
            .newCall(BareHttp.post(url, RequestBody.create(body.readByteString(), JSON)))
            .execute();
    if (!response.isSuccessful()) {
      response.close();
      throw new IOException("HTTP " + response.code());
    }
    return response;
  }

  private static void message(JsonWriter json, String role, String content) throws IOException {
    json.beginObject().name("role").value(role).name("content").value(content).endObject();
  }

  /** What was read so far. */
  private static final class Reading {
    final StringBuilder text = new StringBuilder();
    String id = "";
    String model = "";
    String finishReason = "";
    final long[] usage = new long[3];

    int length() throws IOException {
      if (id.isEmpty() || model.isEmpty() || finishReason.isEmpty() || usage[0] == 0) {
        throw new IOException("the answer is not whole");
      }
      return text.length();
    }

    void completion(JsonReader json) throws IOException {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.selectName(TOP)) {
          case 0 -> id = json.nextString();
          case 1 -> model = json.nextString();
          case 2 -> {
            json.beginArray();
            while (json.hasNext()) {
              choice(json);
            }
            json.endArray();
          }
          case 3 -> usage(json);
          default -> skip(json);
        }
      }
      json.endObject();
    }

    private void choice(JsonReader json) throws IOException {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.selectName(CHOICE)) {
          case 0, 1 -> message(json);
          case 2 -> finishReason = textOrEmpty(json);
          default -> skip(json);
        }
      }
      json.endObject();
    }

    private void message(JsonReader json) throws IOException {
      json.beginObject();
      while (json.hasNext()) {
        if (json.selectName(MESSAGE) == 0) {
          text.append(textOrEmpty(json));
        } else {
          skip(json);
        }
      }
      json.endObject();
    }

    private void usage(JsonReader json) throws IOException {
      if (json.peek() == JsonReader.Token.NULL) {
        json.skipValue();
        return;
      }
      json.beginObject();
      while (json.hasNext()) {
        int field = json.selectName(USAGE);
        if (field >= 0) {
          usage[field] = json.nextLong();
        } else {
          skip(json);
        }
      }
      json.endObject();
    }

    private static String textOrEmpty(JsonReader json) throws IOException {
      if (json.peek() == JsonReader.Token.NULL) {
        json.skipValue();
        return "";
      }
      return json.nextString();
    }

    private static void skip(JsonReader json) throws IOException {
      json.skipName();
      json.skipValue();
    }
  }
}
