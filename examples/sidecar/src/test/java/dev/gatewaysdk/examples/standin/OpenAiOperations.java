package dev.gatewaysdk.examples.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Speaks OpenAI's operations other than chat, with answers that show what was asked.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference">OpenAI's reference</a>
 */
final class OpenAiOperations implements HttpHandler {
  /** One transparent pixel. */
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

  private static final List<String> HARMS =
      List.of(
          "harassment",
          "harassment/threatening",
          "hate",
          "hate/threatening",
          "illicit",
          "illicit/violent",
          "self-harm",
          "self-harm/instructions",
          "self-harm/intent",
          "sexual",
          "sexual/minors",
          "violence",
          "violence/graphic");
  private static final Pattern FIELD =
      Pattern.compile(
          "name=\"([^\"]+)\"(?:; filename=\"([^\"]*)\")?\r\n(?:[^\r]+\r\n)*\r\n([^\r]*)");

  private final OpenAiStandIn standIn;

  OpenAiOperations(OpenAiStandIn standIn) {
    this.standIn = standIn;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      try {
        standIn.authenticate(exchange);
        answer(exchange, exchange.getRequestURI().getPath().substring("/v1".length()), body);
      } catch (Refused e) {
        StandIn.sendJson(exchange, e.status, standIn.error(e.status, e.getMessage()));
      }
    }
  }

  private static void answer(HttpExchange exchange, String path, String body) throws IOException {
    switch (path) {
      case "/models" -> StandIn.sendJson(exchange, 200, models());
      case "/completions" -> complete(exchange, Fields.parse(body));
      case "/embeddings" -> StandIn.sendJson(exchange, 200, vectors(Fields.parse(body)));
      case "/images/generations" -> StandIn.sendJson(exchange, 200, picture(Fields.parse(body)));
      case "/audio/speech" -> speak(exchange, Fields.parse(body));
      case "/audio/transcriptions", "/audio/translations" ->
          transcribe(exchange, path.substring("/audio/".length()), form(body));
      case "/moderations" -> StandIn.sendJson(exchange, 200, judgement(Fields.parse(body)));
      default -> throw new Refused(404, "no such path");
    }
  }

  private static Map<String, @Nullable Object> models() {
    return Fields.of(
        "object",
        "list",
        "data",
        List.of(
            Fields.of("id", "gpt-4o", "object", "model", "created", 17L, "owned_by", "openai")));
  }

  private static void complete(HttpExchange exchange, Fields body) throws IOException {
    body.allow("model", "prompt", "stream", "stream_options", "max_tokens", "temperature");
    Map<String, @Nullable Object> usage =
        Fields.of("prompt_tokens", 3L, "completion_tokens", 2L, "total_tokens", 5L);
    String prompt = body.text("prompt");
    if (!body.flag("stream")) {
      Map<String, @Nullable Object> whole = completion(prompt + ", and so on", "stop");
      whole.put("usage", usage);
      StandIn.sendJson(exchange, 200, whole);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (String piece : List.of(prompt, ", and", " so on")) {
      StandIn.send(out, "data: " + Fields.json(completion(piece, null)) + "\n\n");
    }
    Map<String, @Nullable Object> last = completion("", "stop");
    last.put("usage", usage);
    StandIn.send(out, "data: " + Fields.json(last) + "\n\ndata: [DONE]\n\n");
  }

  private static Map<String, @Nullable Object> completion(String text, @Nullable String reason) {
    Map<String, @Nullable Object> choice =
        Fields.of("text", text, "index", 0L, "logprobs", null, "finish_reason", reason);
    return Fields.of(
        "id",
        "cmpl-1",
        "object",
        "text_completion",
        "created",
        17L,
        "model",
        "gpt-3.5-turbo-instruct",
        "choices",
        List.of(choice));
  }

  private static Map<String, @Nullable Object> vectors(Fields body) {
    body.allow("model", "input", "dimensions", "encoding_format", "user");
    List<?> inputs = body.get("input") instanceof List<?> list ? list : List.of(body.text("input"));
    List<Object> data = new ArrayList<>();
    for (Object input : inputs) {
      float[] vector = {String.valueOf(input).length(), 0.5f, -0.25f};
      data.add(
          Fields.of(
              "object",
              "embedding",
              "index",
              (long) data.size(),
              "embedding",
              body.text("encoding_format", "float").equals("base64")
                  ? base64(vector)
                  : List.of(vector[0], vector[1], vector[2])));
    }
    return Fields.of(
        "object",
        "list",
        "data",
        data,
        "model",
        "text-embedding-3-small",
        "usage",
        Fields.of("prompt_tokens", 3L, "total_tokens", 3L));
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static Map<String, @Nullable Object> picture(Fields body) {
    body.allow("model", "prompt", "n", "size", "quality", "style", "response_format", "user");
    boolean bytes = body.text("response_format", "url").equals("b64_json");
    Map<String, @Nullable Object> image =
        bytes
            ? Fields.of("b64_json", PIXEL)
            : Fields.of("url", "https://example.com/" + body.text("prompt").length() + ".png");
    image.put("revised_prompt", body.text("prompt") + ", in oil");
    return Fields.of("created", 17L, "data", List.of(image));
  }

  private static void speak(HttpExchange exchange, Fields body) throws IOException {
    body.allow("model", "input", "voice", "response_format", "speed", "instructions");
    String format = body.text("response_format", "mp3");
    String type = format.equals("mp3") ? "audio/mpeg" : "audio/" + format;
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    for (String piece : List.of(body.text("voice"), " says: ", body.text("input"))) {
      StandIn.send(exchange.getResponseBody(), piece);
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher matcher = FIELD.matcher(body);
    while (matcher.find()) {
      String file = matcher.group(2);
      fields.put(matcher.group(1), (file == null ? "" : file + ":") + matcher.group(3));
    }
    return fields;
  }

  private static void transcribe(HttpExchange exchange, String path, Map<String, String> form)
      throws IOException {
    Refused.unless(form.containsKey("file") && form.containsKey("model"), "file or model");
    String text = path + " of " + form.get("file");
    if (form.containsKey("stream")) {
      streamTranscript(exchange, text);
      return;
    }
    switch (form.getOrDefault("response_format", "json")) {
      case "json" -> StandIn.sendJson(exchange, 200, Fields.of("text", text));
      case "diarized_json" -> StandIn.sendJson(exchange, 200, dialogue(text));
      case "verbose_json" ->
          StandIn.sendJson(
              exchange,
              200,
              Fields.of("language", "english", "duration", 1.5, "text", text, "segments", null));
      default -> {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private static void streamTranscript(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    int middle = text.length() / 2;
    for (String piece : List.of(text.substring(0, middle), text.substring(middle))) {
      sendEvent(out, Fields.of("type", "transcript.text.delta", "delta", piece));
    }
    Map<String, @Nullable Object> done = Fields.of("type", "transcript.text.done", "text", text);
    done.put(
        "usage",
        Fields.of("type", "tokens", "input_tokens", 14L, "output_tokens", 4L, "total_tokens", 18L));
    sendEvent(out, done);
  }

  private static void sendEvent(OutputStream out, Map<String, @Nullable Object> event)
      throws IOException {
    StandIn.send(out, "data: " + Fields.json(event) + "\n\n");
  }

  private static Map<String, @Nullable Object> dialogue(String text) {
    Map<String, @Nullable Object> segment =
        Fields.of("type", "transcript.text.segment", "id", "seg_1", "text", text, "speaker", "A");
    segment.put("start", 0.0);
    segment.put("end", 1.5);
    return Fields.of(
        "task", "transcribe", "duration", 1.5, "text", text, "segments", List.of(segment));
  }

  private static Map<String, @Nullable Object> judgement(Fields body) {
    body.allow("model", "input");
    boolean harmful = body.text("input").contains("kill");
    Map<String, @Nullable Object> categories = new LinkedHashMap<>();
    Map<String, @Nullable Object> scores = new LinkedHashMap<>();
    Map<String, @Nullable Object> applied = new LinkedHashMap<>();
    for (String harm : HARMS) {
      boolean found = harmful && harm.equals("violence");
      categories.put(harm, found);
      scores.put(harm, found ? 0.9 : 0.1);
      applied.put(harm, List.of("text"));
    }
    return Fields.of(
        "id",
        "modr-1",
        "model",
        "omni-moderation-latest",
        "results",
        List.of(
            Fields.of(
                "flagged",
                harmful,
                "categories",
                categories,
                "category_scores",
                scores,
                "category_applied_input_types",
                applied)));
  }
}
