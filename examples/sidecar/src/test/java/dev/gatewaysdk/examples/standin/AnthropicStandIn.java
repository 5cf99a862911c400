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
 * Speaks Anthropic's messages.
 *
 * @see <a href="https://docs.anthropic.com/en/api/messages">Anthropic's reference</a>
 */
public final class AnthropicStandIn extends StandIn {
  /** The one key it takes. */
  public static final String KEY = "sk-ant-stand-in";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
  private static final Set<String> IMAGES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
  private static final Set<String> CHOICES = Set.of("auto", "any", "tool", "none");
  private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");

  public AnthropicStandIn() throws IOException {
    super("/v1/messages");
  }

  @Override
  void authenticate(HttpExchange exchange) {
    if (!KEY.equals(exchange.getRequestHeaders().getFirst("x-api-key"))) {
      throw new Refused(401, "invalid x-api-key");
    }
    Refused.unless(
        exchange.getRequestHeaders().getFirst("anthropic-version") != null,
        "anthropic-version: header is required");
  }

  @Override
  Asked read(Fields body) {
    body.allow(
        "model",
        "messages",
        "max_tokens",
        "system",
        "stream",
        "tools",
        "tool_choice",
        "temperature",
        "top_p",
        "top_k",
        "stop_sequences",
        "thinking",
        "metadata",
        "output_config",
        "service_tier",
        "cache_control");
    Refused.unless(body.number("max_tokens", 0) > 0, "max_tokens: Field required");
    List<Fields> turns = body.objects("messages");
    requireAlternation(turns);
    Fields last = turns.get(turns.size() - 1);
    return new Asked(
        body.text("model"),
        body.flag("stream"),
        prompt(turns),
        system(body),
        thoughts(turns),
        results(turns),
        pictures(last),
        tools(body),
        schema(body),
        1,
        false,
        body.values());
  }

  private static void requireAlternation(List<Fields> turns) {
    Refused.unless(!turns.isEmpty(), "messages: at least one message is required");
    for (int i = 0; i < turns.size(); i++) {
      turns.get(i).allow("role", "content");
      String role = i % 2 == 0 ? "user" : "assistant";
      Refused.unless(turns.get(i).text("role").equals(role), "messages." + i + ": roles alternate");
      Refused.unless(!blocks(turns.get(i)).isEmpty(), "messages." + i + ": content is empty");
    }
  }

  /** The blocks of a turn; a text is one. */
  private static List<Fields> blocks(Fields turn) {
    if (turn.get("content") instanceof String text) {
      return List.of(new Fields(Fields.of("type", "text", "text", text)));
    }
    List<Fields> blocks = turn.objects("content");
    for (Fields block : blocks) {
      Refused.unless(
          !block.text("type").equals("text") || !block.text("text").isEmpty(),
          "text content blocks must be non-empty");
    }
    return blocks;
  }

  private static List<Fields> blocks(Fields turn, String type) {
    return blocks(turn).stream().filter(block -> block.text("type").equals(type)).toList();
  }

  private static String prompt(List<Fields> turns) {
    String prompt = "";
    for (int i = 0; i < turns.size(); i += 2) {
      String text = text(blocks(turns.get(i), "text"));
      prompt = text.isEmpty() ? prompt : text;
    }
    return prompt;
  }

  private static String text(List<Fields> blocks) {
    StringBuilder text = new StringBuilder();
    blocks.forEach(block -> text.append(block.text("text")));
    return text.toString();
  }

  private static String system(Fields body) {
    return body.get("system") instanceof String text ? text : text(body.objects("system"));
  }

  private static String thoughts(List<Fields> turns) {
    if (turns.size() < 2) {
      return "";
    }
    List<Fields> blocks = blocks(turns.get(turns.size() - 2));
    Fields first = blocks.get(0);
    for (Fields block : blocks) {
      Refused.unless(
          block == first || !block.text("type").equals("thinking"), "thinking comes first");
    }
    if (!first.text("type").equals("thinking")) {
      return "";
    }
    Refused.unless(
        first.text("signature").equals(AnthropicWire.SEAL), "Invalid signature in thinking block");
    return first.text("thinking");
  }

  /** The results of the last turn; all that were asked for must be there, before anything else. */
  private static List<String> results(List<Fields> turns) {
    List<String> results = new ArrayList<>();
    for (int i = 0; i < turns.size(); i += 2) {
      results.clear();
      List<String> open = new ArrayList<>();
      if (i > 0) {
        blocks(turns.get(i - 1), "tool_use").forEach(call -> open.add(id(call)));
      }
      boolean others = false;
      for (Fields block : blocks(turns.get(i))) {
        if (!block.text("type").equals("tool_result")) {
          others = true;
          continue;
        }
        String id = block.text("tool_use_id");
        Refused.unless(!others, "tool_result blocks come first in their turn");
        Refused.unless(open.remove(id), "tool_use_id " + id + " has no tool_use before it");
        results.add(
            id
                + "="
                + (block.get("content") instanceof String text
                    ? text
                    : text(block.objects("content"))));
      }
      Refused.unless(open.isEmpty(), "tool_use without tool_result: " + open);
    }
    return results;
  }

  private static String id(Fields call) {
    call.object("input");
    Refused.unless(NAME.matcher(call.text("id")).matches(), "id of a tool_use");
    return call.text("id");
  }

  private static List<String> pictures(Fields turn) {
    return blocks(turn, "image").stream()
        .map(block -> block.object("source"))
        .map(AnthropicStandIn::picture)
        .toList();
  }

  private static String picture(Fields source) {
    if (source.text("type").equals("url")) {
      Refused.unless(source.text("url").startsWith("https://"), "only HTTPS URLs are supported");
      return source.text("url");
    }
    Refused.unless(source.text("type").equals("base64"), "source of an image");
    Refused.unless(IMAGES.contains(source.text("media_type")), "media_type of an image");
    return Pictures.describe(source.text("media_type"), source.text("data"));
  }

  private static List<String> tools(Fields body) {
    List<String> names = new ArrayList<>();
    for (Fields tool : body.objects("tools")) {
      tool.allow("name", "description", "input_schema", "type", "strict", "cache_control");
      Refused.unless(NAME.matcher(tool.text("name")).matches(), "name of a tool");
      Refused.unless(
          tool.object("input_schema").text("type").equals("object"), "input_schema of a tool");
      names.add(tool.text("name"));
    }
    if (body.has("tool_choice")) {
      Fields choice = body.object("tool_choice");
      choice.allow("type", "name", "disable_parallel_tool_use");
      Refused.unless(!names.isEmpty(), "tool_choice without tools");
      Refused.unless(CHOICES.contains(choice.text("type")), "tool_choice.type");
      Refused.unless(
          !choice.text("type").equals("tool") || names.contains(choice.text("name")),
          "tool_choice.name");
    }
    return names;
  }

  private static @Nullable Object schema(Fields body) {
    if (!body.has("output_config")) {
      return null;
    }
    Fields config = body.object("output_config");
    config.allow("effort", "format");
    Refused.unless(EFFORTS.contains(config.text("effort", "low")), "output_config.effort");
    if (!config.has("format")) {
      return null;
    }
    Fields format = config.object("format");
    format.allow("type", "schema");
    Refused.unless(format.text("type").equals("json_schema"), "output_config.format.type");
    Refused.unless(
        Boolean.FALSE.equals(format.object("schema").get("additionalProperties")),
        "output_config.format.schema: additionalProperties must be false");
    return format.get("schema");
  }

  @Override
  Map<String, @Nullable Object> whole(Asked asked, Answer answer) {
    return new AnthropicWire(asked, answer).whole();
  }

  @Override
  void stream(Asked asked, Answer answer, OutputStream out) throws IOException {
    AnthropicWire wire = new AnthropicWire(asked, answer);
    for (Map<String, @Nullable Object> event : wire.beginning()) {
      event(out, event);
    }
    if (answer.ending() == Answer.Ending.HELD
        && !hold(asked, out, "event: ping\ndata: {\"type\":\"ping\"}\n\n")) {
      return;
    }
    for (Map<String, @Nullable Object> event : wire.rest()) {
      event(out, event);
    }
    if (answer.ending() == Answer.Ending.ERROR) {
      event(out, error(529, "Overloaded"));
    }
  }

  private static void event(OutputStream out, Map<String, @Nullable Object> event)
      throws IOException {
    send(out, "event: " + event.get("type") + "\ndata: " + Fields.json(event) + "\n\n");
  }

  @Override
  Map<String, @Nullable Object> error(int status, String message) {
    String type =
        switch (status) {
          case 400, 413 -> "invalid_request_error";
          case 401 -> "authentication_error";
          case 403 -> "permission_error";
          case 404 -> "not_found_error";
          case 429 -> "rate_limit_error";
          case 529 -> "overloaded_error";
          default -> "api_error";
        };
    return Fields.of(
        "type", "error",
        "error", Fields.of("type", type, "message", status == 404 ? "model: claude-none" : message),
        "request_id", "req_standin");
  }
}
