package dev.gatewaysdk.examples.standin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Speaks OpenAI's chat completions, and the other operations.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">OpenAI's reference</a>
 */
public final class OpenAiStandIn extends StandIn {
  /** The one key it takes. */
  public static final String KEY = "sk-stand-in";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final Pattern DATA_URL =
      Pattern.compile("data:(image/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/]+=*)");
  private static final Set<String> CHOICES = Set.of("auto", "none", "required");
  private static final Set<String> EFFORTS =
      Set.of("none", "minimal", "low", "medium", "high", "xhigh");

  public OpenAiStandIn() throws IOException {
    super("/v1/chat/completions");
    also("/v1", new OpenAiOperations(this));
  }

  @Override
  void authenticate(HttpExchange exchange) {
    if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      throw new Refused(401, "Incorrect API key provided");
    }
  }

  @Override
  Asked read(Fields body) {
    body.allow(
        "model",
        "messages",
        "stream",
        "stream_options",
        "tools",
        "tool_choice",
        "parallel_tool_calls",
        "response_format",
        "n",
        "logprobs",
        "top_logprobs",
        "temperature",
        "top_p",
        "stop",
        "seed",
        "user",
        "max_tokens",
        "max_completion_tokens",
        "reasoning_effort",
        "frequency_penalty",
        "presence_penalty",
        "metadata",
        "store",
        "service_tier",
        "prompt_cache_key",
        "safety_identifier",
        "verbosity",
        "logit_bias");
    Refused.unless(
        !body.has("max_tokens") || !body.has("max_completion_tokens"), "max_tokens is given twice");
    Refused.unless(
        !body.has("stream_options") || body.flag("stream"), "stream_options without stream");
    Refused.unless(EFFORTS.contains(body.text("reasoning_effort", "none")), "reasoning_effort");
    Refused.unless(!body.has("top_logprobs") || body.flag("logprobs"), "top_logprobs alone");
    List<Fields> messages = body.objects("messages");
    Refused.unless(!messages.isEmpty(), "messages is empty");
    Fields user = lastOfUser(messages);
    return new Asked(
        body.text("model"),
        body.flag("stream"),
        text(user),
        system(messages),
        "", // OpenAI takes none back.
        results(messages),
        pictures(user),
        tools(body),
        schema(body),
        (int) body.number("n", 1),
        body.flag("logprobs"),
        body.values());
  }

  private static Fields lastOfUser(List<Fields> messages) {
    return messages.stream()
        .filter(message -> message.text("role").equals("user"))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new Refused(400, "no message is the user's"));
  }

  private static String text(Fields message) {
    if (message.get("content") instanceof String text) {
      return text;
    }
    StringBuilder text = new StringBuilder();
    for (Fields part : message.objects("content")) {
      if (part.text("type").equals("text")) {
        text.append(part.text("text"));
      }
    }
    return text.toString();
  }

  private static String system(List<Fields> messages) {
    StringBuilder text = new StringBuilder();
    for (Fields message : messages) {
      String role = message.text("role");
      if (role.equals("system") || role.equals("developer")) {
        text.append(text(message));
      }
    }
    return text.toString();
  }

  /** The results at the end; each tool call of an assistant must have one before anything else. */
  private static List<String> results(List<Fields> messages) {
    List<String> open = new ArrayList<>();
    List<String> results = new ArrayList<>();
    for (Fields message : messages) {
      if (message.text("role").equals("tool")) {
        String id = message.text("tool_call_id");
        Refused.unless(open.remove(id), "tool_call_id " + id + " was not asked for");
        results.add(id + "=" + text(message));
      } else {
        Refused.unless(open.isEmpty(), "no result for " + open);
        results.clear();
        for (Fields call : message.objects("tool_calls")) {
          Refused.unless(call.text("type").equals("function"), "type of a tool call");
          Fields.parse(call.object("function").text("arguments"));
          open.add(call.text("id"));
        }
      }
    }
    Refused.unless(open.isEmpty(), "no result for " + open);
    return results;
  }

  private static List<String> pictures(Fields user) {
    if (user.get("content") instanceof String) {
      return List.of();
    }
    return user.objects("content").stream()
        .filter(part -> part.text("type").equals("image_url"))
        .map(part -> part.object("image_url").text("url"))
        .map(OpenAiStandIn::picture)
        .toList();
  }

  private static String picture(String url) {
    if (url.startsWith("https://")) {
      return url;
    }
    var data = DATA_URL.matcher(url);
    Refused.unless(data.matches(), "image_url is neither https nor an image as data");
    return Pictures.describe(data.group(1), data.group(2));
  }

  private static List<String> tools(Fields body) {
    List<String> names = new ArrayList<>();
    for (Fields tool : body.objects("tools")) {
      Refused.unless(tool.text("type").equals("function"), "type of a tool");
      String name = tool.object("function").text("name");
      Refused.unless(NAME.matcher(name).matches(), "name of a tool");
      Refused.unless(
          tool.object("function").object("parameters").text("type").equals("object"),
          "parameters of a tool");
      names.add(name);
    }
    if (names.isEmpty()) {
      Refused.unless(!body.has("tool_choice"), "tool_choice without tools");
      Refused.unless(!body.has("parallel_tool_calls"), "parallel_tool_calls without tools");
    } else if (body.get("tool_choice") instanceof Map) {
      String chosen = body.object("tool_choice").object("function").text("name");
      Refused.unless(names.contains(chosen), "tool_choice is no tool");
    } else {
      Refused.unless(CHOICES.contains(body.text("tool_choice", "auto")), "tool_choice");
    }
    return names;
  }

  private static @Nullable Object schema(Fields body) {
    if (!body.has("response_format")
        || !body.object("response_format").text("type").equals("json_schema")) {
      return null;
    }
    Fields format = body.object("response_format").object("json_schema");
    Refused.unless(NAME.matcher(format.text("name")).matches(), "name of the schema");
    Fields schema = format.object("schema");
    Refused.unless(
        !format.flag("strict") || Boolean.FALSE.equals(schema.get("additionalProperties")),
        "a strict schema needs additionalProperties: false");
    return schema.values();
  }

  @Override
  Map<String, @Nullable Object> whole(Asked asked, Answer answer) {
    return new OpenAiWire(asked, answer).whole();
  }

  @Override
  void stream(Asked asked, Answer answer, OutputStream out) throws IOException {
    OpenAiWire wire = new OpenAiWire(asked, answer);
    for (Map<String, @Nullable Object> chunk : wire.beginning()) {
      send(out, "data: " + Fields.json(chunk) + "\n\n");
    }
    if (answer.ending() == Answer.Ending.HELD && !hold(asked, out, ": still here\n\n")) {
      return;
    }
    for (Map<String, @Nullable Object> chunk : wire.rest()) {
      send(out, "data: " + Fields.json(chunk) + "\n\n");
    }
    switch (answer.ending()) {
      case ERROR -> send(out, "data: " + Fields.json(error(500, "The engine stopped")) + "\n\n");
      case CUT -> {}
      default -> send(out, "data: [DONE]\n\n");
    }
  }

  @Override
  Map<String, @Nullable Object> error(int status, String message) {
    String type =
        switch (status) {
          case 429 -> "requests";
          case 500, 503 -> "server_error";
          default -> "invalid_request_error";
        };
    String code =
        switch (status) {
          case 401 -> "invalid_api_key";
          case 404 -> "model_not_found";
          case 429 -> "rate_limit_exceeded";
          default -> null;
        };
    return Fields.of(
        "error", Fields.of("message", message, "type", type, "param", null, "code", code));
  }
}
