package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.LinkedMedia;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.http.HttpTransport;
import dev.gatewaysdk.provider.http.RequestUrl;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One host that speaks Google's wire for Gemini models. Thread-safe. */
public final class GeminiWire implements AutoCloseable {
  /** Whose states and blocks these are; both hosts take back what either said. */
  public static final String FORMAT = "gemini";

  private static final int MAX_URLS = 256;
  private static final String MOST_MODELS = "1000";
  private static final String MOST_OF_VERTEX = "100";

  private static final Set<Capability> CHAT =
      EnumSet.of(
          Capability.STREAMING,
          Capability.TOOLS,
          Capability.REQUIRED_TOOL,
          Capability.NAMED_TOOL,
          Capability.JSON_OBJECT,
          Capability.JSON_SCHEMA,
          Capability.PICTURE_DATA,
          Capability.PICTURE_URL,
          Capability.PDF_DATA,
          Capability.FILE_URL,
          Capability.SOUND_INPUT,
          Capability.REASONING_EFFORT,
          Capability.SEVERAL_CHOICES,
          Capability.SEED,
          Capability.LOGPROBS,
          Capability.TOP_K,
          Capability.PENALTIES,
          Capability.STOP_SEQUENCES);

  private final String type;
  private final GeminiFlavor flavor;
  private final BaseUrl base;
  private final UnaryOperator<String> path;
  private final Set<Capability> capabilities;
  private final List<CredentialHeaders> headers;
  private final HttpTransport transport;
  private final Map<String, RequestUrl> unary = new ConcurrentHashMap<>();
  private final Map<String, RequestUrl> streamed = new ConcurrentHashMap<>();

  /**
   * @param type the provider's type, for messages
   * @param base up to and with the version, such as {@code …/v1beta}
   * @param headers for each of its credentials, at least one
   * @param path of a model below the base, such as {@code models/gemini-2.5-flash}
   */
  public GeminiWire(
      String type,
      GeminiFlavor flavor,
      BaseUrl base,
      UnaryOperator<String> path,
      List<CredentialHeaders> headers,
      HttpOptions http) {
    this.type = type;
    this.flavor = flavor;
    this.base = base;
    this.path = path;
    this.capabilities = Capability.set(this::supports, CHAT);
    this.headers = List.copyOf(headers);
    this.transport = new HttpTransport(http, new GeminiDialect());
  }

  /** Whether the wire can do that operation. */
  public boolean supports(Operation operation) {
    return operation == Operation.CHAT
        || operation == Operation.EMBEDDING
        || operation == Operation.IMAGE
        || operation == Operation.MODELS;
  }

  /** What the wire can carry; the same set each time. */
  public Set<Capability> capabilities() {
    return capabilities;
  }

  /** How many credentials it has. */
  public int credentials() {
    return headers.size();
  }

  /**
   * Sends the attempt's request and gives its answer.
   *
   * @throws InvalidRequestException if the request is wrong, or the host cannot do it
   */
  public Reply open(Attempt attempt) {
    OperationRequest asked = attempt.request();
    if (asked instanceof ChatRequest request) {
      return chat(attempt, request);
    } else if (asked instanceof EmbeddingRequest request) {
      return embedding(attempt, request);
    } else if (asked instanceof ImageRequest request) {
      return image(attempt, request);
    } else if (asked instanceof ListModelsRequest) {
      return new GeminiModelPages((token, reader) -> models(attempt, token, reader));
    }
    throw new UnsupportedRequestException(
        null, "provider type " + type + " cannot do " + asked.operation().wireName());
  }

  private Reply chat(Attempt attempt, ChatRequest asked) {
    GeminiModel model = GeminiModel.of(attempt.target().model());
    ChatRequest request =
        LinkedMedia.fetched(asked, attempt, link -> !GeminiMedia.follows(link, flavor, model));
    ToolNames names = GeminiToolNames.of(request, attempt::adjusted);
    boolean several = request.choices() != null && request.choices() > 1;
    return transport.post(
        attempt,
        url(attempt.target().model(), attempt.streamed()),
        headers(attempt),
        json -> new GeminiChatWriter(request, model, flavor, names, attempt::adjusted).write(json),
        new GeminiReplyReader(several, flavor, names, attempt.trail()));
  }

  private Reply embedding(Attempt attempt, EmbeddingRequest request) {
    String model = attempt.target().model();
    requirePlain(model);
    String at = path.apply(model);
    GeminiEmbeddingWriter.Method method = GeminiEmbeddingWriter.Method.of(flavor, model);
    GeminiEmbeddingWriter writer = new GeminiEmbeddingWriter(request, attempt, flavor, method);
    return transport.post(
        attempt,
        base.at(at + ":" + method.wireName()),
        headers(attempt),
        json -> writer.write(json, at),
        new GeminiEmbeddingReader(attempt.trail(), request.inputs().size()));
  }

  private Reply image(Attempt attempt, ImageRequest request) {
    String name = attempt.target().model();
    if (GeminiImages.isPredicted(name)) {
      requirePlain(name);
      return transport.post(
          attempt,
          base.at(path.apply(name) + ":predict"),
          headers(attempt),
          json -> ImagenWriter.write(json, request, name, attempt::adjusted),
          new ImagenReader(attempt.trail()));
    }
    GeminiModel model = GeminiModel.of(name);
    ChatRequest question = GeminiImageWriter.question(request, model, flavor, attempt::adjusted);
    ToolNames names = GeminiToolNames.of(question, attempt::adjusted);
    return transport.post(
        attempt,
        url(name, false),
        headers(attempt),
        json -> new GeminiChatWriter(question, model, flavor, names, attempt::adjusted).write(json),
        new GeminiImageReader(new GeminiReplyReader(false, flavor, names, attempt.trail())));
  }

  /** Those of Google on Vertex AI, which does not say which of them a project may use. */
  private Reply models(Attempt attempt, @Nullable String page, GeminiModelsReader reader) {
    boolean vertex = flavor == GeminiFlavor.VERTEX;
    RequestUrl url =
        base.at(vertex ? "publishers/google/models" : "models")
            .query("pageSize", vertex ? MOST_OF_VERTEX : MOST_MODELS);
    return transport.get(
        attempt, page == null ? url : url.query("pageToken", page), headers(attempt), reader);
  }

  private CredentialHeaders headers(Attempt attempt) {
    return headers.get(attempt.target().credential());
  }

  private RequestUrl url(String model, boolean stream) {
    Map<String, RequestUrl> urls = stream ? streamed : unary;
    RequestUrl url = urls.get(model);
    if (url == null) {
      requirePlain(model);
      String at = path.apply(model);
      url =
          stream
              ? base.at(at + ":streamGenerateContent").query("alt", "sse")
              : base.at(at + ":generateContent");
      if (urls.size() >= MAX_URLS) { // Callers may make up names.
        urls.clear();
      }
      urls.put(model, url);
    }
    return url;
  }

  /** Nobody's name of a model may lead to another path. */
  private static void requirePlain(String model) {
    for (String segment : model.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new InvalidRequestException("model", "has an empty segment, or one of dots only");
      }
    }
    if (model.chars().anyMatch(c -> c <= ' ' || c == '\\' || c == '?' || c == '#' || c == '%')) {
      throw new InvalidRequestException(
          "model", "has a blank or one of the characters \\ ? # %, which no model's name has");
    }
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Its address, which holds no secret. */
  @Override
  public String toString() {
    return base.toString();
  }
}
